import path from 'node:path';
import * as vscode from 'vscode';
import type { Template } from '../../pipeline/template/template';
import { BuildOutput } from '../../tools/packer/buildOutput';
import type { BuildOutcome, LineKind } from '../../tools/packer/buildOutput';
import { build } from '../../tools/packer/packer';
import type { BuildOptions, TemplateTarget } from '../../tools/packer/packer';
import { LineSplitter } from '../../tools/lineSplitter';
import type { ToolRunner } from '../../tools/toolRunner';
import { settings } from '../settings';
import { UserFacingError } from '../showFailure';
import { BuildLog } from './buildLog';

/** What a build is asked for. */
export interface BuildRequest {
  readonly template: Template;
  readonly target: TemplateTarget;
  readonly options: BuildOptions;
}

/** How a build ended. */
export interface BuildResult extends BuildOutcome {
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  /** Undefined when a signal ended Packer. */
  readonly exitCode: number | undefined;
  readonly logPath: string | undefined;
  readonly milliseconds: number;
}

export interface RunningBuild {
  readonly name: string;
  readonly template: Template;
  readonly finished: Promise<BuildResult>;
  /** Asks Packer to cancel and clean up; asked again, ends it and all that it started. */
  stop(): void;
}

/** What a running build tells. */
export interface BuildListener {
  /** A complete line of output. */
  onLine(line: string, kind: LineKind): void;
  /** What Packer does now. */
  onStep(text: string): void;
}

/** The builds of this window: one at a time for each template. */
export class Builds implements vscode.Disposable {
  /** By the paths of their templates. */
  private readonly running = new Map<string, RunningBuild>();
  private readonly starting = new Set<string>();

  constructor(private readonly runner: ToolRunner) {}

  dispose(): void {
    for (const one of this.running.values()) one.stop();
  }

  get all(): readonly RunningBuild[] {
    return [...this.running.values()];
  }

  /** @throws UserFacingError when the template is being built already */
  checkIdle({ path: template }: Template): void {
    if (!this.running.has(template) && !this.starting.has(template)) return;
    const name = vscode.workspace.asRelativePath(template);
    throw new UserFacingError(vscode.l10n.t('{0} is being built already. Stop that build first.', name));
  }

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
  async start(request: BuildRequest, listener: BuildListener): Promise<RunningBuild> {
    const { path: template } = request.template;
    this.checkIdle(request.template);
    this.starting.add(template);
    try {
      return await this.launch(request, listener);
    } finally {
      this.starting.delete(template);
    }
  }

  private async launch(
    { template, target, options }: BuildRequest,
    listener: BuildListener,
  ): Promise<RunningBuild> {
    const began = Date.now();
    const output = new BuildOutput();
    const lines = new LineSplitter((line) => {
      const { kind, build: of, text } = output.line(line);
      if (kind === 'say') listener.onStep(`${of}: ${text}`);
      listener.onLine(line, kind);
    });
    // Packer first: without it the last build's log stays as it is.
    this.runner.executable('packer');
    const log = openLog(template, listener);
    const tool = await this.runner.start(build(target, options), {
      onOutput: (text) => {
        log?.write(text);
        lines.push(text);
      },
    });
    const finished = tool.finished.then(({ exitCode }): BuildResult => {
      lines.end();
      log?.close();
      this.change(() => this.running.delete(template.path));
      const { outcome } = output;
      const status = outcome.cancelled
        ? 'cancelled'
        : exitCode === 0 && outcome.artifacts.length
          ? 'succeeded'
          : 'failed';
      return { ...outcome, status, exitCode, logPath: log?.path, milliseconds: Date.now() - began };
    });
    const running = {
      name: vscode.workspace.asRelativePath(template.path),
      template,
      finished,
      stop: () => tool.stop(),
    };
    this.change(() => this.running.set(template.path, running));
    return running;
  }

  private change(make: () => unknown): void {
    make();
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.building', this.running.size > 0);
  }
}

/** A build is worth more than its log: without one it goes on, and says so. */
function openLog(template: Template, listener: BuildListener): BuildLog | undefined {
  const file = path.resolve(template.folder, settings.logFile());
  try {
    return BuildLog.open(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    listener.onLine(vscode.l10n.t("The output can't be written to {0}: {1}", file, reason), 'error');
    return undefined;
  }
}
