package org.parvis.listening.topic;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.parvis.listening.text.TextAnalysis;

/** Turns a query tree into what Lucene runs. */
final class QueryCompiler {

    private QueryCompiler() {}

    /**
     * Compiles a topic's query.
     *
     * @param languages messages in other languages are left out; none means all. A message whose language is not known
     *     passes: better one too many than a lost one.
     */
    static Query compile(QueryNode node, List<String> languages) {
        var query = compile(node);
        if (languages.isEmpty()) {
            return query;
        }
        var spoken = new BooleanQuery.Builder();
        languages.forEach(language -> spoken.add(language(language), Occur.SHOULD));
        spoken.add(language(Message.UNKNOWN_LANGUAGE), Occur.SHOULD);
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(spoken.build(), Occur.FILTER)
                .build();
    }

    private static Query compile(QueryNode node) {
        return switch (node) {
            case QueryNode.And and -> conjunction(and);
            case QueryNode.Or or ->
                disjunction(or.parts().stream().map(QueryCompiler::compile).toList());
            // The parser lets a negation stand only beside something selective, which conjunction() sees to.
            case QueryNode.Not not -> throw new IllegalStateException("a negation on its own");
            case QueryNode.Word word -> word(word.text());
            case QueryNode.Exact exact -> exact(exact.text());
            case QueryNode.Prefix prefix -> new PrefixQuery(new Term(TextAnalysis.PLAIN, prefix.start()));
            case QueryNode.Author author -> new TermQuery(new Term(Fields.AUTHOR, author.handle()));
            case QueryNode.Site site -> new TermQuery(new Term(Fields.SITE, site.domain()));
            case QueryNode.Language language -> language(language.code());
        };
    }

    private static Query conjunction(QueryNode.And and) {
        var all = new BooleanQuery.Builder();
        for (var part : and.parts()) {
            switch (part) {
                case QueryNode.Not not -> all.add(compile(not.part()), Occur.MUST_NOT);
                case QueryNode.Language language -> all.add(compile(language), Occur.FILTER);
                default -> all.add(compile(part), Occur.MUST);
            }
        }
        return all.build();
    }

    private static Query disjunction(List<Query> queries) {
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        var any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    /** As it stands in any language, or by its stem where the language is known. */
    private static Query word(String text) {
        return disjunction(List.of(TextAnalysis.PLAIN, TextAnalysis.FRENCH, TextAnalysis.ENGLISH).stream()
                .flatMap(field -> TextAnalysis.tokens(field, text).stream()
                        .<Query>map(token -> new TermQuery(new Term(field, token))))
                .toList());
    }

    private static Query exact(String text) {
        var tokens = TextAnalysis.plainTokens(text);
        if (tokens.size() == 1) {
            return new TermQuery(new Term(TextAnalysis.PLAIN, tokens.getFirst()));
        }
        var phrase = new PhraseQuery.Builder();
        tokens.forEach(token -> phrase.add(new Term(TextAnalysis.PLAIN, token)));
        return phrase.build();
    }

    private static Query language(String code) {
        return new TermQuery(new Term(Fields.LANGUAGE, code));
    }
}
