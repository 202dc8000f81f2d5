// Files of evidence in a form: limits told before, each file's way to the server, what went wrong with which.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import alert from 'icon:circle-alert';
import paperclip from 'icon:paperclip';
import trash from 'icon:trash-2';
import plus from 'icon:upload';
import { useSignal, type Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { said, titleOf } from '../../api/client';
import { bytes, number, share } from '../../lib/format';
import { WrongText } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { ACCEPTED, FILES_MAX, FILE_BYTES_MAX, refusalOf, upload } from './upload';

/** A file that is on the server, as a draft remembers it. */
export interface EvidenceFile {
  id: string;
  name: string;
  size: number;
}

/** A file on its way, or refused: the form cannot be sent with it. */
export interface Passing {
  key: number;
  file: File;
  part: number;
  trouble: string;
  mayRetry: boolean;
  stop: () => void;
}

interface Props {
  files: readonly EvidenceFile[];
  /** Reads the newest list itself: several files arrive one after the other. */
  change: (next: (files: readonly EvidenceFile[]) => EvidenceFile[]) => void;
  passing: Signal<Passing[]>;
  wrong?: string | undefined;
}

let counted = 0;

export function EvidenceField({ files, change, passing, wrong }: Props) {
  const t = formsWords().evidence, box = useRef<HTMLInputElement>(null), isOver = useSignal(false);
  const set = (key: number, part: Partial<Passing>) => {
    passing.value = passing.value.map((one) => (one.key === key ? { ...one, ...part } : one));
  };
  const drop = (key: number) => {
    passing.value = passing.value.filter((one) => one.key !== key);
  };
  const send = async (key: number, file: File) => {
    const going = upload(file, file.name, (part) => set(key, { part }));
    set(key, { stop: going.stop, trouble: '', part: 0 });
    const answer = await going.answer;
    if (!passing.value.some((one) => one.key === key)) return; // it was removed meanwhile
    if (answer.isFine) {
      drop(key);
      change((now) => [...now, { id: answer.data.id, name: answer.data.name, size: answer.data.size }]);
      return;
    }
    const isLost = answer.problem.status === 0 || answer.problem.status >= 500;
    set(key, { trouble: isLost ? t.lost : `${titleOf(answer.problem)} ${said(answer.problem)}`, mayRetry: isLost || answer.problem.status === 401 });
  };
  const take = (chosen: FileList | null | undefined) => {
    for (const file of chosen ?? []) {
      const isTooMany = files.length + passing.value.length >= FILES_MAX;
      const trouble = isTooMany ? t.tooMany(number(FILES_MAX, 0)) : refusalOf(file.name, file.size), key = ++counted;
      passing.value = [...passing.value, { key, file, part: 0, trouble, mayRetry: false, stop: () => undefined }];
      if (trouble === '') void send(key, file);
    }
    if (box.current) box.current.value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    isOver.value = false;
    take(event.dataTransfer?.files);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    isOver.value = true;
  };
  const ties = wrong ? 'evidence-hint evidence-wrong' : 'evidence-hint';
  return (
    <fieldset class={wrong ? 'field evidence is-wrong' : 'field evidence'} aria-describedby={ties}>
      <legend class="label">{t.title}<span class="optional"> ({formsWords().optional})</span></legend>
      <p class="hint" id="evidence-hint">{t.hint(bytes(FILE_BYTES_MAX), number(FILES_MAX, 0))}</p>
      <WrongText id="evidence" wrong={wrong} />
      <ul class="evidence-list" aria-live="polite">
        {files.map((one) => (
          <li key={one.id}>
            <Icon of={paperclip} size={18} />
            <span class="evidence-name"><a href={`/api/v1/documents/files/${one.id}/content`}><Vi>{one.name}</Vi></a> <small>{bytes(one.size)}</small></span>
            <small class="is-good"><Icon of={check} size={15} />{t.uploaded}</small>
            <button type="button" class="link" aria-label={t.removeOf(one.name)} onClick={() => change((now) => now.filter((other) => other.id !== one.id))}><Icon of={trash} size={16} />{t.remove}</button>
          </li>
        ))}
        {passing.value.map((one) => (
          <li key={one.key} class={one.trouble ? 'is-refused' : undefined}>
            <Icon of={one.trouble ? alert : paperclip} size={18} />
            <span class="evidence-name"><Vi>{one.file.name}</Vi> <small>{bytes(one.file.size)}</small>{one.trouble && <small class="field-wrong">{one.trouble}</small>}</span>
            {one.trouble === '' && <progress max={1} value={one.part} aria-label={t.uploading(one.file.name, share(one.part))} />}
            {one.mayRetry && one.trouble !== '' && <button type="button" class="link" aria-label={t.retryOf(one.file.name)} onClick={() => void send(one.key, one.file)}>{t.retry}</button>}
            <button type="button" class="link" aria-label={t.removeOf(one.file.name)} onClick={() => { one.stop(); drop(one.key); }}><Icon of={trash} size={16} />{t.remove}</button>
          </li>
        ))}
      </ul>
      <label class={isOver.value ? 'evidence-add is-over' : 'evidence-add'} onDrop={dropped} onDragOver={over} onDragLeave={() => { isOver.value = false; }}>
        <input ref={box} id="evidence" class="unseen" type="file" multiple accept={ACCEPTED} aria-describedby={ties} onChange={(event) => take(event.currentTarget.files)} />
        <span class="button is-quiet"><Icon of={plus} size={18} />{t.add}</span><span class="quiet">{t.drop}</span>
      </label>
    </fieldset>
  );
}
