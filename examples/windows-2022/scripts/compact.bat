@echo off
rem Makes the disk image smaller.
del /q /s /f C:\Windows\SoftwareDistribution\Download\* >nul 2>&1
defrag C: /X
