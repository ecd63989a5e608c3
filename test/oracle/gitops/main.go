// Asks Argo CD about fields that the Argo Rollouts controller writes. The input is a JSON array of questions: manifests as they are
// in git, and what an Application is to ignore. The controller does what it does in the middle of a release, Argo CD compares.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	argocd "github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/sirupsen/logrus"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Question is what is in git, and what is ignored.
type Question struct {
	Manifests         []map[string]any                   `json:"manifests"`
	IgnoreDifferences []argocd.ResourceIgnoreDifferences `json:"ignoreDifferences"`
}

// Observation is what becomes of one object that the controller writes to.
type Observation struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	// Differs and DiffersIgnoring say whether Argo CD calls it out of sync, without and with the entries.
	Differs         bool `json:"differs"`
	DiffersIgnoring bool `json:"differsIgnoring"`
	// Hidden are other changes of the object that the entries hide as well.
	Hidden []string `json:"hidden"`
	// Git and Written are the object as it is in git, and as the controller has written it.
	Git     map[string]any `json:"git"`
	Written map[string]any `json:"written"`
}

func main() {
	logrus.SetOutput(io.Discard)
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gitops:", err)
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
	answers := make([][]Observation, 0, len(questions))
	for _, question := range questions {
		answer, err := answer(question)
		if err != nil {
			return err
		}
		answers = append(answers, answer)
	}
	return json.NewEncoder(out).Encode(answers)
}

func answer(question Question) ([]Observation, error) {
	git := make([]*unstructured.Unstructured, 0, len(question.Manifests))
	for _, manifest := range question.Manifests {
		git = append(git, &unstructured.Unstructured{Object: manifest})
	}
	live, err := release(git)
	if err != nil {
		return nil, err
	}
	observations := []Observation{}
	for index, target := range git {
		if sameInGit(target, live[index]) {
			continue
		}
		observation, err := observe(target, live[index], question.IgnoreDifferences)
		if err != nil {
			return nil, err
		}
		observations = append(observations, observation)
	}
	return observations, nil
}
