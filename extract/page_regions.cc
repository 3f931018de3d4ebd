#include "extract/page_regions.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "extract/rulings.h"

namespace extract {
namespace {

constexpr int kDeepest = 40;  // frames within frames; deeper ones count as standing on the page

bool Holds(const Rect& outer, const Rect& inner) {
  return outer.x0 <= inner.x0 + kReach && outer.y0 <= inner.y0 + kReach &&
         outer.x1 >= inner.x1 - kReach && outer.y1 >= inner.y1 - kReach;
}

std::vector<Area> SortedAreas(const RuledAreas& ruled) {
  std::vector<Area> areas;
  for (size_t t = 0; t < ruled.tables.size(); ++t)
    areas.push_back({.box = ruled.tables[t].table.box, .table = static_cast<int>(t)});
  for (const Rect& frame : ruled.frames) areas.push_back({.box = frame});
  std::sort(areas.begin(), areas.end(), [](const Area& a, const Area& b) {
    const auto key = [](const Area& area) {
      const Rect& box = area.box;
      return std::make_tuple(-box.Area(), box.y0, box.x0, box.y1, box.x1, area.table);
    };
    return key(a) < key(b);
  });
  return areas;
}

std::vector<Rect> Boxes(const std::vector<Area>& areas) {
  std::vector<Rect> boxes;
  boxes.reserve(areas.size());
  for (const Area& area : areas) boxes.push_back(area.box);
  return boxes;
}

}  // namespace

PageRegions::PageRegions(const RuledAreas& ruled, const PageLayer& layer)
    : ruled_(ruled), areas_(SortedAreas(ruled)), index_(Boxes(areas_)) {
  regions_.push_back({{0, 0, layer.width, layer.height}, false});
  for (Area& area : areas_) {
    area.first_region = static_cast<int>(regions_.size());
    if (area.table < 0) {
      regions_.push_back({area.box, false});
      continue;
    }
    for (const Cell& cell : ruled.tables[static_cast<size_t>(area.table)].table.cells)
      regions_.push_back({cell.box, true});
  }
  FindParents();
}

int PageRegions::RegionOf(const Area& area, double x, double y) const {
  if (area.table < 0) return area.first_region;
  const int cell = ruled_.tables[static_cast<size_t>(area.table)].CellAt(x, y);
  return cell < 0 ? -1 : area.first_region + cell;
}

int PageRegions::RegionAt(double x, double y) const {
  uint32_t innermost = 0;
  int region = 0;
  index_.ForEach({x, y, x, y}, [&](uint32_t i) {
    if (region != 0 && i <= innermost) return false;
    const int found = RegionOf(areas_[i], x, y);
    if (found >= 0) {
      innermost = i;
      region = found;
    }
    return false;
  });
  return region;
}

void PageRegions::FindParents() {
  std::vector<int> depth(areas_.size(), 0);
  for (uint32_t i = 0; i < areas_.size(); ++i) {
    Area& area = areas_[i];
    const double x = area.box.CenterX(), y = area.box.CenterY();
    int innermost = -1;
    index_.ForEach({x, y, x, y}, [&](uint32_t k) {
      if (k >= i || static_cast<int>(k) <= innermost) return false;
      const int region = RegionOf(areas_[k], x, y);
      if (region < 0 || !Holds(regions_[static_cast<size_t>(region)].box, area.box)) return false;
      innermost = static_cast<int>(k);
      area.parent_region = region;
      return false;
    });
    if (innermost < 0) continue;
    depth[i] = depth[static_cast<size_t>(innermost)] + 1;
    if (depth[i] > kDeepest) {
      depth[i] = 0;
      area.parent_region = 0;
    }
  }
}

}  // namespace extract
