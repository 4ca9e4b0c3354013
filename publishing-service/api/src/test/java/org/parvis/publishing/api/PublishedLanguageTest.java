package org.parvis.publishing.api;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.parvis.test.ApprovedJson;
import org.parvis.test.ServiceArchitecture;

@AnalyzeClasses(packagesOf = ReplyDrafted.class, importOptions = ImportOption.DoNotIncludeTests.class)
class PublishedLanguageTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ServiceArchitecture.class);

    @TestFactory
    Stream<DynamicTest> everyStoredRecordKeepsItsApprovedJson() {
        return ApprovedJson.recordsIn(ReplyDrafted.class);
    }
}
