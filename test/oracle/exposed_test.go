package main

import (
	"slices"
	"testing"
)

func TestExposedMetrics(t *testing.T) {
	exposed, err := exposedMetrics()
	if err != nil {
		t.Fatal(err)
	}
	for name, labels := range map[string][]string{
		"rollout_info":               {"name", "namespace", "phase", "strategy", "traffic_router"},
		"rollout_reconcile_bucket":   {"le", "name", "namespace"},
		"rollout_reconcile_sum":      {"name", "namespace"},
		"workqueue_depth":            {"name"},
		"process_start_time_seconds": {},
	} {
		found, ok := exposed[name]
		if !ok {
			t.Errorf("%s is not exposed", name)
		}
		got := []string{}
		for label := range found {
			got = append(got, label)
		}
		slices.Sort(got)
		if !slices.Equal(got, labels) {
			t.Errorf("%s has the labels %v, expected %v", name, got, labels)
		}
	}
	if phases := exposed["rollout_info"]["phase"]; len(phases) != 7 {
		t.Errorf("rollouts have the phases %v", phases)
	}
	if _, ok := exposed["rollout_created_time"]; ok {
		t.Error("a metric is exposed that the controller does not have")
	}
}
