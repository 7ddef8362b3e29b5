import { Link, useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { useCallback } from 'react';

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string;
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link inside the product. `to` is a whole address with its query: `/forms/12?tab=records`. */
export function AppLink({ to, className, ...rest }: AppLinkProps) {
  const { pathname, search, hash } = splitAddress(to);
  return (
    <Link
      to={pathname as never}
      search={search as never}
      {...(hash ? { hash } : {})}
      className={className ?? 'sj-link'}
      activeProps={noProps}
      activeOptions={exactly}
      {...rest}
    />
  );
}

const noProps = () => ({});
/** A link is the current page only at its own address: the router would mark every address above it too. */
const exactly = { exact: true, includeSearch: false };

/** Goes to an address of the product. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const router = useRouter();
  return useCallback(
    (to, options) => {
      const { pathname, search, hash } = splitAddress(to);
      void router.navigate({
        to: pathname as never,
        search: search as never,
        ...(hash ? { hash } : {}),
        ...(options?.replace ? { replace: true } : {}),
      });
    },
    [router],
  );
}

export type SearchValues = Record<string, string | string[]>;

/** Query text to values; a name that repeats becomes a list. Everything stays text: `007` is not a number. */
export function parseSearch(text: string): SearchValues {
  const out: SearchValues = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = out[key];
    out[key] = before === undefined ? value : [before, value].flat();
  }
  return out;
}

export function stringifySearch(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

function splitAddress(to: string) {
  const url = new URL(to, 'http://sojourn.invalid');
  return { pathname: url.pathname, search: parseSearch(url.search), hash: url.hash.slice(1) };
}
