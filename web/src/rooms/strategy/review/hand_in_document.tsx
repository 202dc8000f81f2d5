// A file of a document is handed in and read: how far that is, and what the server says when it cannot be read.
// SPDX-License-Identifier: Apache-2.0
import fileUp from 'icon:file-up';
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { call, said, titleOf, type Problem } from '../../../api/client';
import { share } from '../../../lib/format';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { SendTrouble } from '../../../ui/save_state';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { refusalOf, upload } from '../../documents/upload';

const READING_PATIENCE_MS = 300_000; // of a scan that is read page by page
const READ = '.docx,.odt,.pdf,.txt,.html,.htm,.md';

type Step = { is: 'still' } | { is: 'sending'; name: string; part: number } | { is: 'reading'; name: string } | { is: 'refused'; text: string } | { is: 'problem'; name: string; problem: Problem };

function Outcome({ step }: { step: Step }) {
  if (step.is === 'refused') return <Notice tone="bad" icon={alert} title={step.text} />;
  if (step.is !== 'problem') return null;
  const { problem, name } = step, lines = problem.errors?.map(said) ?? [];
  if (problem.status === 401) return <SendTrouble state="signed_out" lostText="" />;
  return <Notice tone="bad" icon={alert} title={`${name}: ${titleOf(problem)}`}>{(lines.length > 0 ? lines : [said(problem)]).map((line) => <p key={line}><Vi>{line}</Vi></p>)}</Notice>;
}

export function HandInDocument() {
  const t = reviewWords().handIn, step = useSignal<Step>({ is: 'still' }), isOver = useSignal(false), input = useRef<HTMLInputElement>(null), now = step.value, isBusy = now.is === 'sending' || now.is === 'reading';
  const take = async (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (!file || isBusy) return;
    const refusal = (files?.length ?? 0) > 1 ? t.one : refusalOf(file.name, file.size);
    if (refusal !== '') {
      step.value = { is: 'refused', text: refusal };
      return;
    }
    step.value = { is: 'sending', name: file.name, part: 0 };
    const kept = await upload(file, file.name, (part) => { step.value = part < 1 ? { is: 'sending', name: file.name, part } : { is: 'reading', name: file.name }; }).answer;
    if (!kept.isFine) {
      step.value = { is: 'problem', name: file.name, problem: kept.problem };
      return;
    }
    step.value = { is: 'reading', name: file.name };
    const made = await call('POST /strategy/drafts', { file: kept.data.id }, READING_PATIENCE_MS);
    if (made.isFine) location.assign(`/soan-ke-hoach/${encodeURIComponent(made.data.id)}`);
    else step.value = { is: 'problem', name: file.name, problem: made.problem };
  };
  return (
    <section class="hand-in-document" aria-labelledby="hand-in">
      <h2 id="hand-in">{t.title}</h2>
      <div class={`drop-zone${isOver.value ? ' is-over' : ''}`} onDragOver={(event) => { event.preventDefault(); isOver.value = true; }} onDragLeave={() => { isOver.value = false; }} onDrop={(event) => { event.preventDefault(); isOver.value = false; void take(event.dataTransfer?.files); }}>
        <Icon of={fileUp} size={34} />
        <p><label class="button" aria-disabled={isBusy}><input ref={input} class="unseen" type="file" accept={READ} disabled={isBusy} onChange={(event) => { void take(event.currentTarget.files).then(() => { if (input.current) input.current.value = ''; }); }} />{now.is === 'problem' || now.is === 'refused' ? t.again : t.choose}</label> <span class="quiet">{t.orDrop}</span></p>
        <p class="hint">{t.formats}</p>
        <div role="status" class="drop-progress">
          {now.is === 'sending' && <><p>{t.sending(now.name, share(now.part))}</p><progress value={now.part} aria-label={now.name} /></>}
          {now.is === 'reading' && <><p>{t.reading(now.name)}</p><progress aria-label={now.name} /></>}
        </div>
      </div>
      <Outcome step={now} />
    </section>
  );
}
