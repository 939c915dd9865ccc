# A Vagrant provider without a hypervisor, for tests: real Vagrant, its real commands, locks, index and files on
# disk, in seconds and on any machine. A machine's state is a word in a file of its data folder, and what would
# run in the guest over SSH runs in a local shell. A test's Vagrantfile begins with
#
#     require_relative "dummyProvider"
#
# DUMMY_DELAY is how many seconds each change of state takes: time to interrupt one, or to meet its lock.

require "fileutils"
require "open3"
require "securerandom"
require "vagrant"

module DummyProvider
  # The state in which an action leaves its machine. Provisioning leaves it as it is.
  STATE_AFTER = {
    up: :running,
    resume: :running,
    reload: :running,
    suspend: :saved,
    halt: :poweroff,
    destroy: :not_created,
  }.freeze

  SNAPSHOT_ACTIONS = %i[snapshot_save snapshot_restore snapshot_delete].freeze

  # The file that holds a machine's state.
  def self.state_file(machine)
    machine.data_dir.join("state")
  end

  # Takes as long as a step that can't be broken off. The file `interrupted` says that Vagrant has been interrupted:
  # an interrupt right after another would be one with it.
  def self.take_time(env)
    noticed = env[:machine].data_dir.join("interrupted")
    (ENV.fetch("DUMMY_DELAY", "0").to_f * 10).ceil.times do
      # Once: of what changes all the time, watchers tell late or never.
      FileUtils.touch(noticed) if env[:interrupted] && !noticed.file?
      sleep(0.1)
    end
  end

  # The folder of a machine's snapshots: of each a copy of the state under its name.
  def self.snapshots(machine)
    machine.data_dir.join("snapshots")
  end

  # What Vagrant asks a provider for beyond its actions.
  module Capabilities
    def self.snapshot_list(machine)
      Dir.children(DummyProvider.snapshots(machine)).sort
    rescue Errno::ENOENT
      []
    end

    # Host => guest; Vagrant itself forwards the port of SSH.
    def self.forwarded_ports(machine)
      machine.config.vm.networks.filter_map { |type, options| [options[:host], options[:guest]] if type == :forwarded_port }.to_h
    end
  end

  # Answers Vagrant's questions about a machine and says which steps an action has.
  class Provider < Vagrant.plugin("2", :provider)
    def initialize(machine)
      @machine = machine
    end

    def state
      file = DummyProvider.state_file(@machine)
      id = @machine.id && file.file? ? file.read.to_sym : Vagrant::MachineState::NOT_CREATED_ID
      Vagrant::MachineState.new(id, id.to_s.tr("_", " "), "The dummy machine is #{id}.")
    end

    def ssh_info
      { host: "127.0.0.1", port: 22, username: "vagrant" } if state.id == :running
    end

    # nil tells Vagrant that this provider can't do it.
    def action(name)
      return snapshot(name) if SNAPSHOT_ACTIONS.include?(name)
      return package if name == :package
      return unless STATE_AFTER.key?(name) || name == :provision

      Vagrant::Action::Builder.new.tap do |steps|
        steps.use Vagrant::Action::Builtin::ConfigValidate
        steps.use OnlyCreated unless name == :up
        steps.use Vagrant::Action::Builtin::HandleBox if name == :up
        # Like any provisioner, it does its work after the steps that follow it here: in the running machine.
        steps.use Vagrant::Action::Builtin::Provision if %i[up reload provision].include?(name)
        steps.use ChangeState, STATE_AFTER[name] if STATE_AFTER.key?(name)
      end
    end

    private

    def snapshot(name)
      Vagrant::Action::Builder.new.tap { |steps| steps.use ChangeSnapshots, name }
    end

    # As all providers do, it stops the machine first.
    def package
      Vagrant::Action::Builder.new.tap do |steps|
        steps.use OnlyCreated
        steps.use ChangeState, :poweroff
        steps.use Vagrant::Action::General::PackageSetupFolders
        steps.use Vagrant::Action::General::Package
        steps.use Export
      end
    end
  end

  # The step that puts into a package what the provider has of the machine.
  class Export
    def initialize(app, _env)
      @app = app
    end

    def call(env)
      Pathname.new(env["package.directory"]).join("metadata.json").write('{"provider":"dummy"}')
      @app.call(env)
    end
  end

  # The step that saves, restores or deletes a snapshot.
  class ChangeSnapshots
    def initialize(app, _env, action)
      @app = app
      @action = action
    end

    def call(env)
      state = DummyProvider.state_file(env[:machine])
      snapshot = DummyProvider.snapshots(env[:machine]).join(env[:snapshot_name])
      env[:ui].info("-> #{@action} #{env[:snapshot_name]}")
      FileUtils.mkdir_p(snapshot.dirname)
      case @action
      when :snapshot_save then FileUtils.cp(state, snapshot)
      when :snapshot_restore then FileUtils.cp(snapshot, state)
      when :snapshot_delete then FileUtils.rm(snapshot)
      end
      DummyProvider.take_time(env)
      @app.call(env)
    end
  end

  # The step that ends an action, without an error, where there is no machine yet: only `up` makes one.
  class OnlyCreated
    def initialize(app, _env)
      @app = app
    end

    def call(env)
      return @app.call(env) if env[:machine].id

      env[:ui].info("The machine is not created.")
    end
  end

  # The step of an action that brings the machine into a state.
  class ChangeState
    def initialize(app, _env, state)
      @app = app
      @state = state
    end

    def call(env)
      machine = env[:machine]
      env[:ui].info("-> #{@state}")
      @state == :not_created ? remove(machine) : keep(machine)
      DummyProvider.take_time(env) unless @state == :not_created
      @app.call(env)
    end

    private

    def remove(machine)
      FileUtils.rm_f(DummyProvider.state_file(machine))
      machine.id = nil # Vagrant forgets the machine
    end

    def keep(machine)
      machine.id ||= SecureRandom.uuid # Vagrant enters the machine in its index
      DummyProvider.state_file(machine).write(@state.to_s)
    end
  end

  # The way into the guest, which is this very computer.
  class Communicator < Vagrant.plugin("2", :communicator)
    def self.match?(machine)
      machine.provider_name == :dummy
    end

    def initialize(machine)
      @machine = machine
    end

    def ready?
      @machine.state.id == :running
    end

    def wait_for_ready(_seconds)
      ready?
    end

    def upload(from, to)
      FileUtils.mkdir_p(File.dirname(to))
      FileUtils.cp_r(from, own(to))
    end

    def download(from, to)
      FileUtils.cp_r(from, to)
    end

    def test(command, options = nil)
      execute(command, { error_check: false }.merge(options || {})).zero?
    end

    # Yields what the command prints, line by line, as :stdout or :stderr; returns its exit code.
    def execute(command, options = nil, &block)
      code = Open3.popen3("bash", "-c", own(command)) do |input, output, errors, process|
        input.close
        [pass_on(:stdout, output, &block), pass_on(:stderr, errors, &block)].each(&:join)
        process.value.exitstatus
      ensure
        # Vagrant, interrupted twice, waits for nothing; what the command has started goes on without it.
        Process.kill("TERM", process.pid) if process.alive?
      end
      FileUtils.rm_f(own("/tmp/vagrant-shell")) if command.start_with?("chmod +x")
      checked = (options || {}).fetch(:error_check, true)
      raise Vagrant::Errors::VagrantError, "exit #{code}" if checked && code != 0

      code
    end

    alias sudo execute

    private

    # Vagrant puts the script of a shell provisioner into the same file in every guest, and here all are one computer.
    def own(text)
      text.gsub("/tmp/vagrant-shell", "/tmp/vagrant-shell-#{Process.pid}-#{@machine.name}")
    end

    # Both streams at once: a command that fills one of them must not wait for the other to be read.
    def pass_on(name, stream)
      Thread.new { stream.each_line { |line| yield name, line if block_given? } }
    end
  end

  class Plugin < Vagrant.plugin("2")
    name "dummy"

    # Chosen without --provider, before any that happens to be installed.
    provider(:dummy, parallel: true, box_optional: true, defaultable: true, priority: 9) { Provider }
    provider_capability(:dummy, :snapshot_list) { Capabilities }
    provider_capability(:dummy, :forwarded_ports) { Capabilities }
    communicator(:dummy) { Communicator }
  end
end
