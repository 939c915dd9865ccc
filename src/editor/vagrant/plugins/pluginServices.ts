import type { ToolRunner } from '../../../tools/toolRunner';
import type { PluginStore } from './pluginStore';

/** What the commands on plugins work with. */
export interface PluginServices {
  readonly runner: ToolRunner;
  readonly store: PluginStore;
}
