package main

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/validation"
	"github.com/argoproj/argo-rollouts/utils/analysis"
)

// use is one place of a Rollout that runs templates.
type use struct {
	place    validation.AnalysisTemplateType
	step     int
	analysis *v1alpha1.RolloutAnalysis
}

func (u use) path() *field.Path {
	return validation.GetAnalysisTemplateWithTypeFieldPath(u.place, u.step)
}

func analysisUses(strategy v1alpha1.RolloutStrategy) []use {
	var uses []use
	add := func(place validation.AnalysisTemplateType, step int, analysis *v1alpha1.RolloutAnalysis) {
		if analysis != nil {
			uses = append(uses, use{place, step, analysis})
		}
	}
	if blueGreen := strategy.BlueGreen; blueGreen != nil {
		add(validation.PrePromotionAnalysis, 0, blueGreen.PrePromotionAnalysis)
		add(validation.PostPromotionAnalysis, 0, blueGreen.PostPromotionAnalysis)
	}
	if canary := strategy.Canary; canary != nil {
		for index, step := range canary.Steps {
			add(validation.InlineAnalysis, index, step.Analysis)
		}
		if canary.Analysis != nil {
			add(validation.BackgroundAnalysis, 0, &canary.Analysis.RolloutAnalysis)
		}
	}
	return uses
}

func referencedTemplates(ro *v1alpha1.Rollout, v view, report func(error)) []validation.AnalysisTemplatesWithType {
	var used []validation.AnalysisTemplatesWithType
	for _, u := range analysisUses(ro.Spec.Strategy) {
		templates, err := v.templates(u.analysis.Templates, u.path(), nil)
		if err != nil {
			report(err)
			continue
		}
		used = append(used, validation.AnalysisTemplatesWithType{
			AnalysisTemplates:        templates.namespaced,
			ClusterAnalysisTemplates: templates.cluster,
			TemplateType:             u.place,
			CanaryStepIndex:          u.step,
			Args:                     u.analysis.Args,
		})
	}
	return used
}

// templateSet is what references lead to. Every lookup decodes anew: the controller's validation writes placeholders
// into the templates that it is given.
type templateSet struct {
	namespaced []*v1alpha1.AnalysisTemplate
	cluster    []*v1alpha1.ClusterAnalysisTemplate
}

// templates follows references, nested ones included. The chain holds the templates that led here: the controller's
// recursion has no such guard and does not survive a cycle.
func (v view) templates(refs []v1alpha1.AnalysisTemplateRef, path *field.Path, chain []*object) (templateSet, error) {
	var set templateSet
	for _, ref := range refs {
		o, err := v.template(ref, path)
		if err != nil {
			return set, err
		}
		if slices.Contains(chain, o) {
			return set, field.Invalid(path, ref.TemplateName, "templates refer to each other: the controller would recurse without end")
		}
		nested, err := set.add(o)
		if err != nil {
			return set, err
		}
		inner, err := v.templates(nested, field.NewPath("spec", "templates"), append(slices.Clone(chain), o))
		if err != nil {
			return set, err
		}
		set.namespaced = append(set.namespaced, inner.namespaced...)
		set.cluster = append(set.cluster, inner.cluster...)
	}
	set.namespaced, set.cluster = analysis.FilterUniqueTemplates(set.namespaced, set.cluster)
	return set, nil
}

func (v view) template(ref v1alpha1.AnalysisTemplateRef, path *field.Path) (*object, error) {
	kind := "AnalysisTemplate"
	if ref.IsClusterScope() {
		kind = "ClusterAnalysisTemplate"
	}
	if o := v.find(argoKind(kind), v.namespace, ref.TemplateName); o != nil {
		return o, nil
	}
	return nil, field.Invalid(path, ref.TemplateName, fmt.Sprintf("%s '%s' not found", kind, ref.TemplateName))
}

// add takes a template in and returns the references nested in it.
func (s *templateSet) add(o *object) ([]v1alpha1.AnalysisTemplateRef, error) {
	if o.is(argoKind("ClusterAnalysisTemplate")) {
		template, err := decode[v1alpha1.ClusterAnalysisTemplate](o)
		if err != nil {
			return nil, err
		}
		s.cluster = append(s.cluster, template)
		return template.Spec.Templates, nil
	}
	template, err := decode[v1alpha1.AnalysisTemplate](o)
	if err != nil {
		return nil, err
	}
	s.namespaced = append(s.namespaced, template)
	return template.Spec.Templates, nil
}

// merges tells whether a run has the template in it: that of an analysis in the bundle, or of another template that
// includes it. There it is judged with the arguments of all that it is merged with, which it may use.
func (b bundle) merges(template *object) bool {
	for _, o := range b {
		v := b.seenFrom(o)
		for _, refs := range o.merged() {
			// of a run that is not whole nobody knows what else it has
			if set, _ := v.templates(refs, field.NewPath("spec"), nil); set.has(template) {
				return true
			}
		}
	}
	return false
}

// merged lists the templates that each analysis of an object names. What cannot be decoded is told of elsewhere.
func (o *object) merged() [][]v1alpha1.AnalysisTemplateRef {
	var merged [][]v1alpha1.AnalysisTemplateRef
	add := func(refs ...v1alpha1.AnalysisTemplateRef) { merged = append(merged, refs) }
	switch o.GroupVersionKind().GroupKind() {
	case argoKind("Rollout"):
		ro, err := decode[v1alpha1.Rollout](o)
		if err != nil {
			return nil
		}
		for _, u := range analysisUses(ro.Spec.Strategy) {
			add(u.analysis.Templates...)
		}
		if canary := ro.Spec.Strategy.Canary; canary != nil {
			for _, step := range canary.Steps {
				if step.Experiment == nil {
					continue
				}
				for _, run := range step.Experiment.Analyses {
					add(v1alpha1.AnalysisTemplateRef{TemplateName: run.TemplateName, ClusterScope: run.ClusterScope})
				}
			}
		}
	case argoKind("Experiment"):
		if experiment, err := decode[v1alpha1.Experiment](o); err == nil {
			for _, run := range experiment.Spec.Analyses {
				add(v1alpha1.AnalysisTemplateRef{TemplateName: run.TemplateName, ClusterScope: run.ClusterScope})
			}
		}
	case argoKind("AnalysisTemplate"), argoKind("ClusterAnalysisTemplate"):
		if refs, err := new(templateSet).add(o); err == nil {
			add(refs...)
		}
	}
	return merged
}

func (s templateSet) has(o *object) bool {
	if o.is(argoKind("ClusterAnalysisTemplate")) {
		return slices.ContainsFunc(s.cluster, func(t *v1alpha1.ClusterAnalysisTemplate) bool { return t.Name == o.GetName() })
	}
	return slices.ContainsFunc(s.namespaced, func(t *v1alpha1.AnalysisTemplate) bool {
		return t.Name == o.GetName() && t.Namespace == o.GetNamespace()
	})
}
