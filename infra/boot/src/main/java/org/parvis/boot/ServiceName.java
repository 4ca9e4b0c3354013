package org.parvis.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names an application for {@link ServiceLauncher}: its configuration file, database role and schema. {@link ParvisService} says it for a
 * service; an application that is none, such as the gateway, says it by itself and lists what it is made of.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ServiceName {

    String value();
}
