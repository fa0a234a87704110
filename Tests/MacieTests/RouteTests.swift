import ServiceModel
import Testing

@Suite struct RouteTests {
    @Test func everyOperationHasARouteAndNoOtherHas() {
        #expect(Set(MacieRoutes.all.map(\.operation)) == Set(MacieModel.operations.map(\.name)))
        #expect(MacieRoutes.all.count == 81)
    }

    @Test func aRouteLeadsToItsOperationAlone() throws {
        for route in MacieRoutes.all {
            let path = route.path.map { $0.hasPrefix("{") ? "x:y/z" : $0 }
            let found = try #require(MacieRoutes.route(route.method, path), "\(route.operation)")
            #expect(found.route == route)
            #expect(found.parameters.values.allSatisfy { $0 == "x:y/z" })
            #expect(MacieRoutes.route("HEAD", path) == nil)
            #expect(MacieRoutes.route(route.method, path + ["more"])?.route != route)
        }
    }

    @Test func parametersAreWhereTheModelHasThem() throws {
        let models = Dictionary(uniqueKeysWithValues: MacieModel.operations.map { ($0.name, $0) })
        for route in MacieRoutes.all {
            let model = try #require(models[route.operation])
            guard model.unsupported == nil else { continue }
            let names = Set(model.parameters.map(\.name))
            let placed = route.path.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) } + route.query
            #expect(names.isSuperset(of: placed), "\(route.operation): \(placed)")
        }
    }
}
