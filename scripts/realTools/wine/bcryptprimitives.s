# The one function of bcryptprimitives.dll that programs of Go need and Wine 8 lacks: random bytes, by SystemFunction036.
.intel_syntax noprefix
.text
.globl ProcessPrng
ProcessPrng:
 sub rsp, 40
 call SystemFunction036
 mov eax, 1
 add rsp, 40
 ret
.globl DllMain
DllMain:
 mov eax, 1
 ret
