// Takes from a process what the reading of a file does not need, for good.
//
// Afterwards the process computes, reads and writes the descriptors that it holds, and opens
// files below `readable` for reading. It opens no other file, writes no file, makes no socket,
// starts no program and no process, and signals nobody but itself: these are refused with EPERM
// or EACCES, so that a library goes on without. Threads of its own it may have.
//
// Layers, each where the kernel has it: namespaces of its own for users, network and IPC;
// Landlock (files, TCP ports, signals); a seccomp filter that names what is allowed. What a
// kernel lacks is left out in silence: resource limits (child_process.cc) hold everywhere.
// REQUIRES  One thread. Descriptors that it must not use are closed.
#ifndef EXTRACT_SANDBOX_H_
#define EXTRACT_SANDBOX_H_

#include <string>
#include <vector>

namespace extract {

// Folders and files of the system that libraries open while they read a file: character maps of
// Poppler, fonts and the settings for finding them. Nothing in them is anybody's.
std::vector<std::string> SharedReadingData();

void EnterSandbox(const std::vector<std::string>& readable);

}  // namespace extract

#endif  // EXTRACT_SANDBOX_H_
