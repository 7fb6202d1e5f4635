/** Light, dark, or as the system has it: kept on `<html data-theme>`, where tokens.css reads it. */
import { useSyncExternalStore } from 'react';

/** The reader's choice of theme. */
export type Theme = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'leadscope.theme';
const listeners = new Set<() => void>();

function stored(): Theme {
  try {
    const theme = localStorage.getItem(STORAGE_KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

let theme: Theme = typeof localStorage === 'undefined' ? 'system' : stored();

/** Puts the stored choice on the document: called before the first picture, so that no page flashes in the other theme. */
export function applyTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Chooses a theme and remembers it. */
export function setTheme(next: Theme): void {
  theme = next;
  applyTheme();
  try {
    if (next === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // The choice then lasts until the page is closed.
  }
  listeners.forEach((changed) => changed());
}

/** The reader's choice. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => theme,
    () => 'system' as const,
  );
}
