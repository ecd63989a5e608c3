package main

import (
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
)

// judgeRollout follows the controller's order: the workload, the spec, then what the spec refers to, and only for a
// Rollout that has passed the first two, its analyses and experiments. Unlike the controller it reports every error.
func judgeRollout(report *FileReport, o *object, v view) {
	var accepted *v1alpha1.Rollout
	report.examine(stageRollout, o, func() []error {
		ro, errs := acceptRollout(o, v)
		if len(errs) > 0 {
			return errs
		}
		accepted = ro
		resources, errs := referencedResources(ro, v)
		return append(errs, listOf(validation.ValidateRolloutReferencedResources(ro, resources))...)
	})
	if accepted == nil {
		return
	}
	report.examine(stageAnalysis, o, func() []error { return analyzeRollout(accepted, v) })
	report.examine(stageExperiment, o, func() []error { return examineExperimentSteps(accepted, v) })
}

func acceptRollout(o *object, v view) (*v1alpha1.Rollout, []error) {
	ro, err := decode[v1alpha1.Rollout](o)
	if err != nil {
		return nil, []error{err}
	}
	ro.Namespace = v.namespace
	if err := resolveWorkload(ro, v); err != nil {
		return nil, []error{validation.InvalidWorkloadRef(ro, err)}
	}
	return ro, listOf(validation.ValidateRollout(ro))
}
