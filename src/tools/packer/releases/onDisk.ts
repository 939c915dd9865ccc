import { InstallFailure } from './installProblem';

/** Does something with files. @param folder in which @throws InstallFailure for what the file system refuses */
export async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    throw new InstallFailure({ kind: 'disk', folder, code: error.code, reason: error.message });
  }
}

/** Errors of the system have a call and a code. */
export const isOfSystem = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error;
