/** The one button. */
import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

/** `plain` has a border, `primary` is the one thing to do, `quiet` is text until it is pointed at. */
export type ButtonKind = 'plain' | 'primary' | 'quiet';

/**
 * A button that submits nothing.
 * @param props.icon stands before the text; with no text, give `aria-label`
 */
export function Button(
  props: Omit<ComponentProps<'button'>, 'type'> & { readonly kind?: ButtonKind; readonly icon?: IconName },
) {
  const { kind = 'plain', icon, className, children, ...rest } = props;
  const alone = children === undefined || children === null;
  const classes = ['ui-button', `ui-button-${kind}`, alone ? 'ui-button-alone' : '', className ?? ''];
  return (
    <button type="button" className={classes.filter(Boolean).join(' ')} {...rest}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}
