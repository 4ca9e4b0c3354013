package org.parvis.listening.topic;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.parvis.listening.matching.Field;
import org.parvis.listening.matching.Formula;
import org.parvis.listening.text.TextAnalysis;

/** Turns a query tree into what the engine runs. */
final class QueryCompiler {

    private QueryCompiler() {}

    /**
     * Compiles a topic's query.
     *
     * @param languages messages in other languages are left out; none means all. A message whose language is not known
     *     passes: better one too many than a lost one.
     */
    static Formula compile(QueryNode node, List<String> languages) {
        var query = compile(node);
        if (languages.isEmpty()) {
            return query;
        }
        var spoken = Stream.concat(languages.stream(), Stream.of(Message.UNKNOWN_LANGUAGE))
                .toList();
        return new Formula.All(List.of(query, oneOf(Field.LANGUAGE, spoken)));
    }

    private static Formula compile(QueryNode node) {
        return switch (node) {
            case QueryNode.And and -> new Formula.All(each(and.parts(), QueryCompiler::compile));
            case QueryNode.Or or -> new Formula.Any(each(or.parts(), QueryCompiler::compile));
            case QueryNode.Not not -> new Formula.Not(compile(not.part()));
            case QueryNode.Word word -> word(word.text());
            case QueryNode.Exact exact -> new Formula.Phrase(TextAnalysis.plainTokens(exact.text()));
            case QueryNode.Near near -> new Formula.Near(TextAnalysis.plainTokens(near.text()), near.slop());
            case QueryNode.Prefix prefix -> new Formula.Prefix(Field.PLAIN, prefix.start());
            case QueryNode.Fuzzy fuzzy -> new Formula.Fuzzy(fuzzy.word(), fuzzy.edits());
            case QueryNode.Author author -> oneOf(Field.AUTHOR, author.handles());
            case QueryNode.Site site -> oneOf(Field.SITE, site.domains());
            case QueryNode.Link link ->
                new Formula.Any(each(link.places(), place -> new Formula.Prefix(Field.LINK, place)));
            case QueryNode.Language language -> oneOf(Field.LANGUAGE, language.codes());
        };
    }

    private static <T> List<Formula> each(List<T> parts, Function<T, Formula> formula) {
        return parts.stream().map(formula).toList();
    }

    private static Formula oneOf(Field field, List<String> values) {
        return new Formula.Any(each(values, value -> new Formula.Term(field, value)));
    }

    /** As it stands in any language, or by its stem where the language is known. */
    private static Formula word(String text) {
        return new Formula.Word(Stream.of(
                        forms(Field.PLAIN, TextAnalysis.PLAIN, text),
                        forms(Field.FRENCH, TextAnalysis.FRENCH, text),
                        forms(Field.ENGLISH, TextAnalysis.ENGLISH, text))
                .flatMap(List::stream)
                .toList());
    }

    private static List<Formula.Term> forms(Field field, String analysis, String text) {
        return TextAnalysis.tokens(analysis, text).stream()
                .map(term -> new Formula.Term(field, term))
                .toList();
    }
}
