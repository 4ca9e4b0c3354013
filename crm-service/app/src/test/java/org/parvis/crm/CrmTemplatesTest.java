package org.parvis.crm;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.parvis.web.TemplateRules;

class CrmTemplatesTest {

    @TestFactory
    Stream<DynamicTest> templatesAndWordsKeepToTheRules() {
        return TemplateRules.of("crm");
    }
}
