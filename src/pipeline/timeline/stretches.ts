import type { Stretch, Stretches } from './timeline';

/** The parts of a timeline, one behind the other. */
export const inOrder = ({ install, bootstrap, provision, end }: Stretches): readonly Stretch[] => [
  install,
  bootstrap,
  provision,
  end,
];
