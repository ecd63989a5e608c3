package main

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestSeriesOfEveryState(t *testing.T) {
	series, err := seriesOf()
	if err != nil {
		t.Fatal(err)
	}
	if phases := series["rollout_info"]["phase"]; !slices.Contains(phases, "InvalidSpec") || slices.Contains(phases, "Healthy") {
		t.Error(phases)
	}
	if dryRun := series["analysis_run_metric_phase"]["dry_run"]; !slices.Equal(dryRun, []string{"false", "true"}) {
		t.Error(dryRun)
	}
	for _, name := range []string{"workqueue_depth", "process_start_time_seconds"} {
		if _, found := series[name]; !found {
			t.Error(name)
		}
	}
	if _, le := series["rollout_reconcile_bucket"]["le"]; !le {
		t.Error("a histogram has no buckets")
	}
}

func TestMetricTexts(t *testing.T) {
	release := fstest.MapFS{}
	for _, file := range []string{"analysis", "client", "experiments", "prommetrics"} {
		release["controller/metrics/"+file+".go"] = &fstest.MapFile{Data: []byte("import (\n\t\"a\"\n)\nconst x, y = \"b\", \"" + file + "\"\n")}
	}
	if _, err := metricTexts(release); err == nil {
		t.Error("accepts a release without one of the files")
	}
	release["controller/metrics/rollouts.go"] = &fstest.MapFile{Data: []byte("package metrics")}
	texts, err := metricTexts(release)
	if err != nil || !slices.Equal(texts, []string{`"analysis"`, `"b"`, `"client"`, `"experiments"`, `"prommetrics"`}) {
		t.Error(texts, err)
	}
}
