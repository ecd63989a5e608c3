package main

import (
	"fmt"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/analysis"
)

// placeholder stands for a value that is not known before the rollout runs. It is a number and a duration, so that it
// is valid wherever an argument can be used.
const placeholder = "0"

// analyzeRollout makes the AnalysisRun of every use of templates, as the controller will, and examines it. Templates
// that are not found are reported with the Rollout's references.
func analyzeRollout(ro *v1alpha1.Rollout, v view) []error {
	var errs []error
	for _, u := range analysisUses(ro.Spec.Strategy) {
		templates, err := v.templates(u.analysis.Templates, u.path(), nil)
		if err != nil {
			continue
		}
		for _, err := range analyzeUse(ro, u.analysis, templates) {
			errs = append(errs, field.Invalid(u.path(), templateNames(u.analysis.Templates), err.Error()))
		}
	}
	return errs
}

func templateNames(refs []v1alpha1.AnalysisTemplateRef) string {
	var names []string
	for _, ref := range refs {
		names = append(names, ref.TemplateName)
	}
	return strings.Join(names, ",")
}

func analyzeUse(ro *v1alpha1.Rollout, use *v1alpha1.RolloutAnalysis, templates templateSet) []error {
	if len(use.Templates) == 0 {
		return []error{fmt.Errorf("no templates: no AnalysisRun is ever created")}
	}
	replicaSet := podsOf(ro)
	args, err := analysis.BuildArgumentsForRolloutAnalysisRun(withoutStatus(use.Args), replicaSet, replicaSet, ro)
	if err != nil {
		return []error{err}
	}
	return analyzeTemplates(templates, args, use.DryRun, use.MeasurementRetention)
}

// podsOf is the ReplicaSet that the controller would have made for the Rollout.
func podsOf(ro *v1alpha1.Rollout) *appsv1.ReplicaSet {
	return &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{Name: ro.Name, Labels: map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: placeholder}},
		Spec:       appsv1.ReplicaSetSpec{Selector: ro.Spec.Selector, Template: ro.Spec.Template, MinReadySeconds: ro.Spec.MinReadySeconds},
	}
}

// withoutStatus replaces references into the status, which only exists in a cluster.
func withoutStatus(args []v1alpha1.AnalysisRunArgument) []v1alpha1.AnalysisRunArgument {
	replaced := make([]v1alpha1.AnalysisRunArgument, len(args))
	for i, arg := range args {
		if arg.ValueFrom != nil && arg.ValueFrom.FieldRef != nil && strings.HasPrefix(arg.ValueFrom.FieldRef.FieldPath, "status.") {
			arg = v1alpha1.AnalysisRunArgument{Name: arg.Name, Value: placeholder}
		}
		replaced[i] = arg
	}
	return replaced
}

func analyzeTemplates(set templateSet, args []v1alpha1.Argument, dryRun []v1alpha1.DryRun, retention []v1alpha1.MeasurementRetention) []error {
	run, err := analysis.NewAnalysisRunFromTemplates(set.namespaced, set.cluster, args, dryRun, retention, nil, nil, "", "", "")
	if err != nil {
		return []error{err}
	}
	return analyzeRunSpec(run.Spec)
}

// analyzeTemplate examines a template that nothing in the bundle uses. Whoever uses it supplies the arguments that have
// no value.
func analyzeTemplate(o *object, v view, clusterScope bool) []error {
	set, err := v.templates([]v1alpha1.AnalysisTemplateRef{{TemplateName: o.GetName(), ClusterScope: &clusterScope}}, field.NewPath("metadata", "name"), nil)
	if err != nil {
		return []error{err}
	}
	merged, err := analysis.FlattenTemplates(set.namespaced, set.cluster)
	if err != nil {
		return []error{err}
	}
	var args []v1alpha1.Argument
	for _, arg := range merged.Spec.Args {
		if arg.Value == nil && arg.ValueFrom == nil {
			value := placeholder
			args = append(args, v1alpha1.Argument{Name: arg.Name, Value: &value})
		}
	}
	return analyzeTemplates(set, args, nil, nil)
}

func analyzeRun(o *object) []error {
	run, err := decode[v1alpha1.AnalysisRun](o)
	if err != nil {
		return []error{err}
	}
	return analyzeRunSpec(run.Spec)
}
