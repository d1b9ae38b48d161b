/* global acquireVsCodeApi, document, window */
// The page of a table: fills it with the rows that messages bring, and asks for more. It knows nothing by itself.
(() => {
  const vscode = acquireVsCodeApi();
  const element = (id) => document.getElementById(id);
  const [status, copy, scroll, columns, rows, more] = [
    'status',
    'copy',
    'scroll',
    'columns',
    'rows',
    'more',
  ].map(element);
  let numeric = [];

  const headCell = ({ name, type }) => {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.append(name);
    if (type) {
      const small = document.createElement('span');
      small.className = 'type';
      small.textContent = type;
      cell.append(small);
    }
    return cell;
  };

  const bodyCell = (text, index) => {
    const cell = document.createElement('td');
    if (numeric[index]) cell.className = 'number';
    if (text === null) {
      const nothing = document.createElement('span');
      nothing.className = 'null';
      nothing.textContent = 'NULL';
      cell.append(nothing);
    } else {
      cell.textContent = text;
    }
    return cell;
  };

  const addRows = (added) => {
    const all = document.createDocumentFragment();
    for (const row of added) {
      const line = document.createElement('tr');
      line.append(...row.map(bodyCell));
      all.append(line);
    }
    rows.append(all);
  };

  const settle = (message) => {
    more.disabled = false;
    more.hidden = !message.more;
    copy.disabled = false;
  };

  const on = {
    table: (message) => {
      numeric = message.columns.map((column) => column.numeric);
      columns.replaceChildren(
        ...message.columns.map((column) => {
          const cell = headCell(column);
          if (column.numeric) cell.className = 'number';
          return cell;
        }),
      );
      rows.replaceChildren();
      addRows(message.rows);
      settle(message);
      const { top = 0, left = 0 } = vscode.getState() ?? {};
      scroll.scrollTo(left, top);
    },
    rows: (message) => {
      const first = rows.childElementCount;
      const asked = document.activeElement === more;
      addRows(message.rows);
      settle(message);
      // The button goes away with the last rows; whoever pressed it goes on reading where the new ones begin.
      if (asked && more.hidden) scroll.focus();
      rows.children[first]?.scrollIntoView({ block: 'nearest' });
    },
    failed: () => {
      more.disabled = false;
    },
    said: () => undefined,
  };

  window.addEventListener('message', ({ data }) => {
    on[data.kind]?.(data);
    status.textContent = data.status;
    status.classList.toggle('failed', data.kind === 'failed');
  });
  more.addEventListener('click', () => {
    // A disabled button would lose the focus.
    vscode.postMessage({ kind: 'more' });
  });
  copy.addEventListener('click', () => vscode.postMessage({ kind: 'copy' }));
  scroll.addEventListener(
    'scroll',
    () => vscode.setState({ top: scroll.scrollTop, left: scroll.scrollLeft }),
    {
      passive: true,
    },
  );
  vscode.postMessage({ kind: 'ready' });
})();
