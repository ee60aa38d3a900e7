"""Answers as plain values: what `json.dumps` takes without help."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from toponyms.types import Candidate, Evidence, Name, Place, Relation, Resolution


def place_dict(place: Place) -> dict[str, Any]:
    """A place with its identifiers, parents and names."""
    return {**place_summary(place), "names": [name_dict(name) for name in place.names]}


def place_summary(place: Place) -> dict[str, Any]:
    """A place without its names, of which a capital has hundreds: what a candidate carries."""
    return {
        "id": place.id,
        "ids": dict(place.ids),
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "position_kind": place.position_kind,
        "uncertainty_km": place.uncertainty_km,
        "extent": list(place.extent) if place.extent else None,
        "kind": place.kind,
        "admin_level": place.admin_level,
        "feature": place.feature,
        "country": place.country,
        "countries": list(place.countries),
        "claimed_by": list(place.claimed_by),
        "population": place.population,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "parents": [
            {"id": parent.id, "name": parent.name, "kind": parent.kind, "admin_level": parent.admin_level}
            for parent in place.parents
        ],
        "provenance": list(place.provenance),
        "data_version": place.data_version,
    }


def place_feature(place: Place) -> dict[str, Any]:
    """A place as a GeoJSON Feature (RFC 7946); a bounding box over the antimeridian keeps west > east, as it says."""
    properties = place_summary(place)
    for key in ("id", "lat", "lon", "extent"):
        del properties[key]
    feature: dict[str, Any] = {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": properties,
    }
    if place.extent:
        feature["bbox"] = list(place.extent)
    return feature


def name_dict(name: Name) -> dict[str, Any]:
    return {
        "text": name.text,
        "language": name.language,
        "kind": name.kind,
        "valid_from": name.valid_from,
        "valid_to": name.valid_to,
        "source": name.source,
        "layer": name.layer,
    }


def evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "form": evidence.form,
        "channel": evidence.channel,
        "key": evidence.key,
        "cost": evidence.cost,
        "name": name_dict(evidence.name),
        "features": [
            {"name": feature.name, "value": feature.value, "weight": feature.weight, "detail": feature.detail}
            for feature in evidence.features
        ],
    }


def candidate_dict(candidate: Candidate) -> dict[str, Any]:
    return {
        "place": place_summary(candidate.place),
        "name_then": candidate.name_then,
        "confidence": candidate.confidence,
        "provenance": candidate.provenance,
        "evidence": evidence_dict(candidate.evidence),
    }


def relation_dict(relation: Relation) -> dict[str, Any]:
    """How the text lies to the place; of the other places what a candidate carries."""
    return {
        "kind": relation.kind,
        "distance_km": relation.distance_km,
        "bearing": relation.bearing,
        "places": [place_summary(place) for place in relation.places],
    }


def resolution_dict(resolution: Resolution) -> dict[str, Any]:
    """An answer with its candidates and their evidence; `place` is None unless the status is "resolved"."""
    place, relation = resolution.place, resolution.relation
    return {
        "query": resolution.query,
        "status": resolution.status,
        "confidence": resolution.confidence,
        "nil": resolution.nil,
        "place": place_summary(place) if place is not None else None,
        "relation": relation_dict(relation) if relation is not None else None,
        "offset": list(resolution.offset) if resolution.offset is not None else None,
        "candidates": [candidate_dict(candidate) for candidate in resolution.candidates],
        "candidates_total": resolution.candidates_total,
        "as_of": resolution.as_of,
        "notes": list(resolution.notes),
        "data_version": resolution.data_version,
    }
