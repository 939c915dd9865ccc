import type { HostCall, HostObject } from './ruby/hostObject';
import { type Item, option, type RubyValue, settled, textOf, truth, unknown } from './ruby/rubyValue';
import { readMemory, readVmx } from './readMemory';
import { readSetting } from './readSetting';
import { type FileRecording, newRecording, type ProvisionerCall, type Recording } from './recording';
import type { Statement } from './vagrantfile';

/** Where the calls of a configuration object are written down. */
interface Target {
  readonly file: FileRecording;
  readonly recording: Recording;
  /** For the `override` of a provider's block. Undefined inside for a provider whose name isn't known. */
  readonly override?: { readonly provider: string | undefined };
}

const host = (object: HostObject): RubyValue => ({ kind: 'host', object });

/** The constant `Vagrant`. */
export const vagrant = (file: FileRecording): HostObject => ({
  call({ name, block, span, conditional }) {
    if (name !== 'configure') return unknown;
    file.configured ??= { span, conditional };
    block?.later([configuration({ file, recording: file.common })], conditional);
    return unknown;
  },
});

/** `config`. */
const configuration = (target: Target): RubyValue =>
  host({
    call({ name, arguments: args }) {
      if (args.length) return unknown;
      // Code of a trigger runs much later, and sets nothing up.
      return name === 'trigger' ? unknownHost : host(namespace(target, name));
    },
  });

/** Takes every call, and its block, without any effect. */
const unknownHost: RubyValue = host({ call: () => unknownHost });

/** `config.vm`, `config.winrm`, … */
const namespace = (target: Target, path: string): HostObject => ({
  call(call) {
    const { name, nameSpan, arguments: args, options } = call;
    if (name.endsWith('=') && /^\w+=$/.test(name)) {
      const value: Item = args[0] ?? { value: options ?? unknown, span: call.span };
      const key = path === 'vm' && name === 'host_name=' ? 'hostname' : name.slice(0, -1);
      const { recording, file } = target;
      const holds = statement(target, call);
      recording.settings.push(readSetting(`${path}.${key}`, nameSpan, value, holds, file.budget));
      return value.value;
    }
    if (path === 'ssh' && name === 'default') return host(namespace(target, 'ssh.default'));
    if (path !== 'vm') return unknown;
    if (name === 'define') define(target, call);
    else if (name === 'provider') configureProvider(target, call);
    else if (name === 'provision') provision(target, call);
    return unknown;
  },
});

function define({ file }: Target, { arguments: args, options, block, span, conditional }: HostCall): void {
  const recording = newRecording();
  const flag = (name: string, unset: boolean): boolean | undefined => {
    const given = option(options, name);
    if (given) return truth(settled(given.value));
    return options?.changed ? undefined : unset;
  };
  file.machines.push({
    name: textOf(args[0]?.value),
    span,
    conditional,
    primary: flag('primary', false),
    autostart: flag('autostart', true),
    recording,
  });
  // Whether there is a machine at all is said of the machine, not of everything in it.
  block?.later([configuration({ file, recording })], false);
}

function configureProvider(target: Target, call: HostCall): void {
  const { arguments: args, nameSpan, block, conditional } = call;
  const provider = textOf(args[0]?.value);
  target.recording.providers.push({ provider, conditional, span: args[0]?.span ?? nameSpan });
  const override = configuration({ ...target, override: { provider } });
  block?.later([host(providerObject(target, provider)), override], conditional);
}

/** `vb` in `config.vm.provider "virtualbox" do |vb|`. */
function providerObject({ recording }: Target, provider: string | undefined): HostObject {
  const record = (found: ReturnType<typeof readMemory>, { conditional }: HostCall): RubyValue => {
    recording.memory.push(
      ...found.map((memory) => ({
        ...memory,
        conditional: conditional || provider === undefined,
        provider,
      })),
    );
    return unknown;
  };
  const vmx = host({ call: (call) => record(readVmx(call, provider), call) });
  return {
    call: (call) =>
      call.name === 'vmx' && !call.arguments.length ? vmx : record(readMemory(call, provider), call),
  };
}

function provision(target: Target, call: HostCall): void {
  const { arguments: args, options, block, span, nameSpan } = call;
  const shared = statement(target, call);
  const first = textOf(args[0]?.value);
  const type = option(options, 'type');
  // `**options` of which it can't be told what they are.
  const mayHaveMore = options?.changed === true;
  if (mayHaveMore) target.file.hidden.push(span);
  const recorded: ProvisionerCall = {
    id: type ? first : undefined,
    // Without `type` the first argument is the type (Vagrant's plugins/kernel_v2/config/vm.rb).
    type: type ? textOf(type.value) : mayHaveMore ? undefined : first,
    options: [],
    span,
    nameSpan: args[0]?.span ?? nameSpan,
    ...shared,
  };
  for (const entry of options?.entries ?? []) {
    const name = textOf(entry.key);
    if (name !== undefined)
      recorded.options.push(readSetting(name, entry.keySpan, entry, shared, target.file.budget));
  }
  target.recording.provisioners.push(recorded);
  block?.run([host(provisionerObject(recorded, target))]);
}

/** `s` in `config.vm.provision "shell" do |s|`. */
const provisionerObject = ({ options }: ProvisionerCall, target: Target): HostObject => ({
  call(call) {
    const [value] = call.arguments;
    if (/^\w+=$/.test(call.name) && value)
      options.push(
        readSetting(
          call.name.slice(0, -1),
          call.nameSpan,
          value,
          statement(target, call),
          target.file.budget,
        ),
      );
    return unknown;
  },
});

/** An override of an unknown provider may or may not hold. */
const statement = ({ override }: Target, { conditional }: HostCall): Statement => ({
  conditional: conditional || (override !== undefined && override.provider === undefined),
  provider: override?.provider,
});
