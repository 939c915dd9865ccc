import type { Door, ShownPlace } from './door';

/** What the lens at the place where Packer connects does. */
export const goToCommand = 'boxwright.goTo';

/** Opens the place that a lens leads to; of several, the one that the user picks. @param given what the lens carries, as an editor gives it back */
export async function showPlace(door: Pick<Door, 'show' | 'pick'>, given: unknown): Promise<void> {
  const [places] = Array.isArray(given) ? (given as unknown[]) : [];
  const known = Array.isArray(places) ? places.filter(isPlace) : [];
  const name =
    known.length > 1
      ? await door.pick(
          'Go to Builder',
          known.map((place) => place.name),
        )
      : known[0]?.name;
  const place = known.find((one) => one.name === name);
  if (place) await door.show(place);
}

function isPlace(value: unknown): value is ShownPlace {
  const { name, uri, range } = (value ?? {}) as Partial<ShownPlace>;
  return typeof name === 'string' && typeof uri === 'string' && typeof range === 'object';
}
