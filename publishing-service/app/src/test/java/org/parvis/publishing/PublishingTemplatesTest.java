package org.parvis.publishing;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.parvis.web.TemplateRules;

class PublishingTemplatesTest {

    @TestFactory
    Stream<DynamicTest> templates() {
        return TemplateRules.of("publishing");
    }
}
