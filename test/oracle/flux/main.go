// Asks Flux about fields that the Argo Rollouts controller writes. The input is a JSON array of questions: an object as it is in git,
// as the controller has written it, and the rules of a Kustomization. Flux applies it to an API server in memory.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/fluxcd/pkg/ssa"
	"github.com/fluxcd/pkg/ssa/jsondiff"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

// Question is one object, and what Flux is to ignore.
type Question struct {
	Git     map[string]any `json:"git"`
	Written map[string]any `json:"written"`
	Ignore  []struct {
		Paths  []string          `json:"paths"`
		Target jsondiff.Selector `json:"target"`
	} `json:"ignore"`
}

// Answer is what becomes of what the controller wrote.
type Answer struct {
	// Reset and ResetIgnoring say whether the next reconciliation changes it, without and with the rules.
	Reset         bool `json:"reset"`
	ResetIgnoring bool `json:"resetIgnoring"`
	// Error is why Flux cannot apply another change in git, with the rules.
	Error string `json:"error,omitempty"`
	// Kept says whether what the controller wrote outlasts another change in git.
	Kept bool `json:"kept"`
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "flux:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("want a file of questions, got %d arguments", len(args))
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var questions []Question
	if err := json.Unmarshal(data, &questions); err != nil {
		return err
	}
	answers := make([]Answer, 0, len(questions))
	for _, question := range questions {
		answer, err := answer(question)
		if err != nil {
			return err
		}
		answers = append(answers, answer)
	}
	return json.NewEncoder(out).Encode(answers)
}

func answer(question Question) (Answer, error) {
	rules := ssa.DefaultApplyOptions()
	for _, rule := range question.Ignore {
		rules.DriftIgnoreRules = append(rules.DriftIgnoreRules, jsondiff.IgnoreRule{Paths: rule.Paths, Selector: &rule.Target})
	}
	git, written := &unstructured.Unstructured{Object: question.Git}, &unstructured.Unstructured{Object: question.Written}
	changed := git.DeepCopy()
	changed.SetLabels(map[string]string{"changed": "yes"})

	var answer Answer
	var err error
	if answer.Reset, _, err = reconcile(git, written, git, ssa.DefaultApplyOptions()); err != nil {
		return answer, err
	}
	if answer.ResetIgnoring, _, err = reconcile(git, written, git, rules); err != nil {
		return answer, err
	}
	reset, after, err := reconcile(git, written, changed, rules)
	if err != nil {
		answer.Error = err.Error()
		return answer, nil
	}
	answer.Kept = !reset && after.GetLabels()["changed"] == "yes"
	return answer, nil
}

// reconcile applies what is in git, lets the controller write, and applies what is in git then. It says whether that resets anything of
// the spec or an annotation, and what is in the cluster.
func reconcile(git, written, then *unstructured.Unstructured, options ssa.ApplyOptions) (bool, *unstructured.Unstructured, error) {
	ctx := context.Background()
	server := fake.NewClientBuilder().WithScheme(scheme.Scheme).WithReturnManagedFields().Build()
	flux := ssa.NewResourceManager(server, nil, ssa.Owner{Field: "kustomize-controller", Group: "kustomize.toolkit.fluxcd.io"})
	if _, err := flux.Apply(ctx, git.DeepCopy(), options); err != nil {
		return false, nil, err
	}
	before := git.DeepCopy()
	if err := server.Get(ctx, client.ObjectKeyFromObject(git), before); err != nil {
		return false, nil, err
	}
	before.Object["spec"] = written.DeepCopy().Object["spec"]
	before.SetAnnotations(written.GetAnnotations())
	if err := server.Update(ctx, before, client.FieldOwner("rollouts-controller")); err != nil {
		return false, nil, err
	}
	if err := server.Get(ctx, client.ObjectKeyFromObject(git), before); err != nil {
		return false, nil, err
	}
	if _, err := flux.Apply(ctx, then.DeepCopy(), options); err != nil {
		return false, nil, err
	}
	after := before.DeepCopy()
	err := server.Get(ctx, client.ObjectKeyFromObject(git), after)
	return writtenOf(before) != writtenOf(after), after, err
}

func writtenOf(object *unstructured.Unstructured) string {
	// numbers are of one type again, and keys in one order
	text, _ := json.Marshal([]any{object.Object["spec"], object.GetAnnotations()})
	return string(text)
}
