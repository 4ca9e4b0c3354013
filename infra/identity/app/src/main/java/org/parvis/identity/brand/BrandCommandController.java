package org.parvis.identity.brand;

import java.net.URI;
import java.util.List;
import org.parvis.boot.Ids;
import org.parvis.identity.house.HouseAccess;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets up and describes brands. */
@RestController
@RequestMapping("/api/identity/brands/{id}")
final class BrandCommandController {

    private final BrandDesk desk;
    private final HouseAccess house;

    BrandCommandController(BrandDesk desk, HouseAccess house) {
        this.desk = desk;
        this.house = house;
    }

    record Described(String id, String name, String country, List<String> languages, String zone) {

        static Described of(String id, BrandDescription d) {
            return new Described(id, d.name(), d.country(), d.languages(), d.zone());
        }
    }

    @PutMapping
    ResponseEntity<Described> register(@PathVariable String id, @RequestBody BrandForm form) {
        house.require("brand:" + Ids.requireValid(id));
        var description = form.description();
        var isNew = desk.register(id, description);
        var body = Described.of(id, description);
        return isNew
                ? ResponseEntity.created(URI.create("/api/identity/brands/" + id))
                        .body(body)
                : ResponseEntity.ok(body);
    }

    @PostMapping("/change")
    Described change(@PathVariable String id, @RequestBody BrandForm form) {
        house.require("brand:" + Ids.requireValid(id));
        var description = form.description();
        desk.change(id, description);
        return Described.of(id, description);
    }
}
