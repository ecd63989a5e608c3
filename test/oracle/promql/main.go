// Command promql asks Prometheus' own parser about the queries of a file, a JSON array of texts, and prints an array of
// verdicts.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

// Verdict is the type of what a query yields, or why Prometheus refuses it.
type Verdict struct {
	Type  string `json:"type,omitempty"`
	Error string `json:"error,omitempty"`
}

// ofAnyServer refuses what every Prometheus refuses, whatever flags it was started with, but for the one that allows
// letters other than those of ASCII in names that are not quoted.
var ofAnyServer = parser.NewParser(parser.Options{
	EnableExperimentalFunctions: true,
	EnableBinopFillModifiers:    true,
})

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "promql:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: promql FILE")
	}
	content, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var queries []string
	if err := json.Unmarshal(content, &queries); err != nil {
		return fmt.Errorf("want a JSON array of queries: %w", err)
	}
	verdicts := make([]Verdict, len(queries))
	for i, query := range queries {
		verdicts[i] = judge(query)
	}
	return json.NewEncoder(out).Encode(verdicts)
}

func judge(query string) (verdict Verdict) {
	defer func() {
		if cause := recover(); cause != nil {
			verdict = Verdict{Error: fmt.Sprintf("panic: %v", cause)}
		}
	}()
	expr, err := ofAnyServer.ParseExpr(query)
	if err != nil {
		return Verdict{Error: err.Error()}
	}
	return Verdict{Type: string(expr.Type())}
}
