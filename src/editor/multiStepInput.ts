import * as vscode from 'vscode';
import { plainText } from './plainText';

/** Where a page stands among those that follow each other: "2 of 6". */
export interface PagePlace {
  readonly title: string;
  readonly step?: number;
  readonly totalSteps?: number;
  /** Whether there is a page to go back to. */
  readonly back?: boolean;
}

export interface ListPage<Item extends vscode.QuickPickItem> extends PagePlace {
  readonly items: readonly (Item | Separator)[];
  readonly placeholder: string;
  /** The one that Enter takes at first. */
  readonly active?: Item | undefined;
  /** Items are ticked, and these are at first. */
  readonly ticked?: readonly Item[];
  /** In the title, beside the one that leads back. */
  readonly buttons?: readonly vscode.QuickInputButton[];
  /** Something is still being found out. */
  readonly busy?: boolean;
}

export interface Separator extends vscode.QuickPickItem {
  readonly kind: vscode.QuickPickItemKind.Separator;
}

export const separator = (label: string): Separator => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** What the user did with a page; undefined: closed it. */
export type ListAnswer<Item> =
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'button'; readonly button: vscode.QuickInputButton; readonly ticked: readonly Item[] }
  | { readonly kind: 'itemButton'; readonly button: vscode.QuickInputButton; readonly item: Item }
  | typeof back
  | undefined;

export interface InputPage extends PagePlace {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Shows dots in place of what is typed. */
  readonly password?: boolean;
  /** Says what is wrong with a value. */
  readonly validate?: (value: string) => string | undefined;
}

/** The user wants the page before. */
export const back = { kind: 'back' } as const;

/** A page as it is shown, to be followed and answered without hands. */
export interface ShownPage {
  readonly title: string;
  /** Like `2 of 6`; empty for a page that stands alone. */
  readonly step: string;
  readonly placeholder: string;
  readonly labels: readonly string[];
  readonly details: readonly string[];
  readonly busy: boolean;
  readonly password: boolean;
  /** As if the items with these labels were taken, or this text was typed, and Enter was pressed. */
  accept(given?: string | readonly string[]): void;
  back(): void;
  press(tooltip: string, label?: string): void;
}

const shown = new vscode.EventEmitter<ShownPage>();
let current: ShownPage | undefined;

/** What is asked now, for tests. */
export const pages = {
  get current(): ShownPage | undefined {
    return current;
  },
  onDidShow: shown.event,
};

const show = (page: ShownPage) => shown.fire((current = page));

/** A list that may change while it is shown. */
export interface OpenList<Item extends vscode.QuickPickItem> {
  readonly answer: Promise<ListAnswer<Item>>;
  readonly isBusy: boolean;
  /** The user closed it, or another page came. */
  readonly isClosed: boolean;
  update(changes: Partial<Pick<ListPage<Item>, 'items' | 'active' | 'placeholder' | 'busy'>>): void;
}

/** Asks several questions, one after the other, in the same place. */
export class MultiStepInput implements vscode.Disposable {
  private input: vscode.QuickInput | undefined;

  dispose(): void {
    this.input?.dispose();
    current = undefined;
  }

  ask<Item extends vscode.QuickPickItem>(page: ListPage<Item>): Promise<ListAnswer<Item>> {
    return this.list(page).answer;
  }

  list<Item extends vscode.QuickPickItem>(page: ListPage<Item>): OpenList<Item> {
    const pick = vscode.window.createQuickPick<Item | Separator>();
    const isItem = (item: Item | Separator): item is Item => item.kind !== vscode.QuickPickItemKind.Separator;
    let state = page;
    const apply = () => {
      pick.placeholder = state.placeholder;
      pick.busy = state.busy ?? false;
    };
    place(pick, page);
    apply();
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    pick.canSelectMany = page.ticked !== undefined;
    pick.buttons = [...(page.back ? [vscode.QuickInputButtons.Back] : []), ...(page.buttons ?? [])];
    pick.items = page.items;
    if (page.active) pick.activeItems = [page.active];
    if (page.ticked) pick.selectedItems = page.ticked;

    const { promise: answer, resolve } = settled<ListAnswer<Item>>();
    let isClosed = false;
    const ticked = () => pick.selectedItems.filter(isItem);
    const press = (button: vscode.QuickInputButton) =>
      resolve(button === vscode.QuickInputButtons.Back ? back : { kind: 'button', button, ticked: ticked() });
    const pressOf = (button: vscode.QuickInputButton, item: Item) =>
      resolve({ kind: 'itemButton', button, item });
    const take = (items: readonly Item[]) => {
      if (page.ticked || items.length) resolve({ kind: 'items', items });
    };
    pick.onDidAccept(() => take(ticked()));
    pick.onDidTriggerButton(press);
    pick.onDidTriggerItemButton(({ button, item }) => {
      if (isItem(item)) pressOf(button, item);
    });
    pick.onDidHide(() => {
      isClosed = true;
      resolve(undefined);
    });
    const showState = () => {
      const items = state.items.filter(isItem);
      show({
        title: page.title,
        step: stepOf(page),
        placeholder: state.placeholder,
        labels: items.map(({ label }) => label),
        details: items.map(({ description = '', detail = '' }) => `${description} ${detail}`.trim()),
        busy: state.busy ?? false,
        password: false,
        accept: (given) => {
          const labels = given === undefined ? undefined : [given].flat();
          const usual = page.ticked ? ticked() : state.active ? [state.active] : items.slice(0, 1);
          take(labels ? items.filter(({ label }) => labels.includes(label)) : usual);
        },
        back: () => resolve(back),
        press: (tooltip, label) => {
          const item = items.find((one) => one.label === label);
          const button = (item ? item.buttons : pick.buttons)?.find((one) => one.tooltip === tooltip);
          if (!button) throw new Error(`There is no button '${tooltip}'.`);
          if (item) pressOf(button, item);
          else press(button);
        },
      });
    };
    this.replace(pick);
    showState();
    return {
      answer,
      get isBusy() {
        return state.busy ?? false;
      },
      get isClosed() {
        return isClosed;
      },
      update: (changes) => {
        if (isClosed) return;
        state = { ...state, ...changes };
        apply();
        if (changes.items) pick.items = changes.items;
        if (changes.active) pick.activeItems = [changes.active];
        showState();
      },
    };
  }

  /** @returns undefined when the user closed it */
  text(page: InputPage): Promise<string | typeof back | undefined> {
    const box = vscode.window.createInputBox();
    place(box, page);
    box.prompt = plainText(page.prompt);
    box.placeholder = page.placeholder;
    box.value = page.value ?? '';
    box.password = page.password ?? false;
    box.buttons = page.back ? [vscode.QuickInputButtons.Back] : [];
    const check = (value: string) => {
      const mistake = page.validate?.(value);
      box.validationMessage = mistake === undefined ? undefined : plainText(mistake);
      return !box.validationMessage;
    };
    return new Promise((resolve) => {
      box.onDidChangeValue(check);
      box.onDidAccept(() => check(box.value) && resolve(box.value));
      box.onDidTriggerButton(() => resolve(back));
      box.onDidHide(() => resolve(undefined));
      this.replace(box);
      show({
        title: page.title,
        step: stepOf(page),
        placeholder: page.placeholder ?? '',
        labels: [],
        details: [page.prompt],
        busy: false,
        password: box.password,
        accept: (given) => {
          if (typeof given === 'string') box.value = given;
          if (check(box.value)) resolve(box.value);
        },
        back: () => resolve(back),
        press: () => undefined,
      });
    });
  }

  /** The one before goes only when the next is there: nothing flickers, and the focus stays. */
  private replace(next: vscode.QuickInput): void {
    const before = this.input;
    this.input = next;
    next.show();
    before?.dispose();
  }
}

const stepOf = ({ step, totalSteps }: PagePlace): string =>
  step === undefined ? '' : `${step} of ${totalSteps}`;

function settled<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve: (value) => resolve(value) };
}

function place(input: vscode.QuickInput, { title, step, totalSteps }: PagePlace): void {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // A terminal that opens or a build that ends would take the page away.
  input.ignoreFocusOut = true;
}
