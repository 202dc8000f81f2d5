# tests/harness/metrics_read - figures for Prometheus, read by the client library of Prometheus: JSON of all families.
# SPDX-License-Identifier: Apache-2.0
import json
import sys

from prometheus_client.parser import text_string_to_metric_families

families = text_string_to_metric_families(sys.stdin.read())
json.dump([{"name": one.name, "type": one.type, "help": one.documentation,
            "samples": [[sample.name, sample.labels, sample.value] for sample in one.samples]} for one in families], sys.stdout)
