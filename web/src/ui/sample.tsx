// Made-up figures are never mistaken for real ones: a banner on the page and a tag on each.
// SPDX-License-Identifier: Apache-2.0
import flask from 'icon:flask-conical';
import { commonWords } from '../words/vi/common';
import { Icon } from './icon';

export function SampleBanner() {
  const t = commonWords().sample;
  return (
    <aside class="sample-banner" aria-label={t.tag}>
      <div class="within">
        <Icon of={flask} size={18} />
        <p><b>{t.title}</b> {t.text} <a href="/gioi-thieu#du-lieu-mau">{t.more}</a></p>
      </div>
    </aside>
  );
}

export function SampleTag() {
  return <span class="sample-tag">{commonWords().sample.tag}</span>;
}
