// English of the record.
// SPDX-License-Identifier: Apache-2.0
import type { RecordWords } from '../vi/record';

export const record: RecordWords = {
  title: 'Proof',
  none: 'The record has no entry about this.',
  soon: 'will be sealed in a moment',
  position: (n) => `entry ${n} of the record`,
  check: 'Check',
  checking: 'Checking on this machine…',
  download: 'Download the proof',
  holds: (index, size, origin) => `True: this machine worked out by itself that entry ${index} stands in the record of ${size} entries, signed by ${origin}.`,
  cosigned: (names) => `Cosigned by ${names}.`,
  cosignedAt: (name, moment) => `${name} (${moment})`,
  notCosigned: (names) => `Not cosigned by ${names}.`,
  wrongs: {
    form: 'Wrong: the proof is not well formed.',
    key: 'Wrong: the key of the record is not well formed.',
    signature: 'Wrong: the record is not signed with the published key.',
    tree: 'Wrong: this entry does not fit the record that was signed. Keep the proof and tell the inspectors.',
    lost: 'Not checked yet: the proof could not be fetched. Try again when there is a network.',
    unable: 'This browser cannot check it. Download the proof and run: banyan ledger check-proof.',
  },
  kinds: {
    figure_entered: 'Sent by the agency',
    progress_entered: 'Progress reported by the agency',
    entry_accepted: 'Accepted by the coordinator',
    entry_returned: 'Returned by the coordinator',
    entry_withdrawn: 'Withdrawn by the agency',
    figures_imported: 'Taken from a file',
    figure_filled: 'Given by a system, typed by nobody',
    request_recorded: 'The system was asked through the exchange',
    answer_recorded: 'The system has answered',
    run_ended: 'A signed file was taken in',
  },
};
