variable "greeting" {
  type    = string
  default = "Hello from Packer"
}

source "file" "one" {
  target  = "${path.root}/out/one.txt"
  content = "${var.greeting}\n"
}

source "null" "two" {
  communicator = "none"
}

build {
  sources = ["source.file.one", "source.null.two"]

  provisioner "shell-local" {
    inline = ["echo Preparing ${source.name}"]
  }

  provisioner "shell-local" {
    pause_before = "1s"
    inline       = ["echo Installing nothing", "echo Still installing nothing"]
  }

  provisioner "shell-local" {
    pause_before = "1s"
    inline       = ["echo A line on standard error 1>&2"]
  }

  provisioner "shell-local" {
    pause_before = "1s"
    inline       = ["echo Cleaning up"]
  }

  post-processor "shell-local" {
    inline = ["echo ${source.name} is ready"]
  }

  post-processor "checksum" {
    only           = ["file.one"]
    checksum_types = ["sha256"]
    output         = "${path.root}/out/one.sha256"
  }

  post-processor "manifest" {
    output = "${path.root}/out/manifest.json"
  }
}
