// Command commands tries what pages tell people to type: command lines of kubectl are read as kubectl does, and those of
// its plugin for Argo Rollouts are run, without a cluster. Its input is a file with an array of places, as JSON. The
// answer has a list for each place: of what does not work there, and why.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/sirupsen/logrus"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/klog/v2"
)

// Place is a page that tells people what to type, and what they will see.
type Place struct {
	// Manifests are deployed there. Without any, nobody knows what is, and that an object is missing is no mistake.
	Manifests []json.RawMessage `json:"manifests"`
	// Rules are those of the role of whoever types the commands. Without any, everything is allowed.
	Rules []rbacv1.PolicyRule `json:"rules"`
	// Commands are command lines, taken apart as a shell does.
	Commands [][]string `json:"commands"`
	// Mentions are beginnings of command lines.
	Mentions [][]string `json:"mentions"`
	// Messages are what a rollout says of itself, as "phase: message".
	Messages []string `json:"messages"`
}

func main() {
	silence()
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "commands:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: commands FILE")
	}
	content, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var places []Place
	if err := json.Unmarshal(content, &places); err != nil {
		return fmt.Errorf("want a JSON array of places: %w", err)
	}
	answers := make([][]string, len(places))
	for i, place := range places {
		if answers[i], err = problemsOf(place); err != nil {
			return err
		}
	}
	return json.NewEncoder(out).Encode(answers)
}

func problemsOf(place Place) ([]string, error) {
	in, err := newCluster(place.Manifests)
	if err != nil {
		return nil, err
	}
	in.rules = place.Rules
	problems := []string{}
	note := func(what string, err error) {
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", what, err))
		}
	}
	for _, command := range place.Commands {
		note(strings.Join(command, " "), try(command, in))
	}
	for _, mention := range place.Mentions {
		note(strings.Join(mention, " "), tryMention(mention))
	}
	for _, message := range place.Messages {
		note(message, tryMessage(message))
	}
	return problems, nil
}

var errOther = errors.New("not a command of kubectl")

func try(command []string, in *cluster) error {
	if args, found := argsAfter(command, "kubectl", "argo", "rollouts"); found {
		return tryPlugin(args, in)
	}
	if args, found := argsAfter(command, "kubectl"); found {
		return tryKubectl(args)
	}
	return errOther
}

// tryMention looks whether there is such a command, or a group of commands, and whether it has these flags.
func tryMention(command []string) error {
	args, ofPlugin := argsAfter(command, "kubectl", "argo", "rollouts")
	root, _ := newPlugin(&cluster{})
	if !ofPlugin {
		var found bool
		if args, found = argsAfter(command, "kubectl"); !found {
			return errOther
		}
		root = newKubectl(args)
	}
	_, err := parse(root, args)
	if err != nil && strings.Contains(err.Error(), "flag needs an argument") {
		return nil
	}
	return err
}

func argsAfter(command []string, words ...string) ([]string, bool) {
	if len(command) < len(words) || !slices.Equal(command[:len(words)], words) {
		return nil, false
	}
	return command[len(words):], true
}

func silence() {
	logrus.SetOutput(io.Discard)
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
}
