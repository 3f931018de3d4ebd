// The parts of a page whose text belongs together: the page, its frames, the cells of its
// tables, and how they stand in one another.
#ifndef EXTRACT_PAGE_REGIONS_H_
#define EXTRACT_PAGE_REGIONS_H_

#include <cstdint>
#include <vector>

#include "extract/box_index.h"
#include "extract/lines.h"
#include "extract/tables.h"

namespace extract {

// A frame or a table.
struct Area {
  Rect box;
  int table = -1;         // index into RuledAreas::tables; -1: a frame
  int first_region = 0;   // its own region, or that of the table's first cell
  int parent_region = 0;  // that it stands in; 0: the page
};

class PageRegions {
 public:
  // Keeps a reference to `ruled`.
  PageRegions(const RuledAreas& ruled, const PageLayer& layer);

  // The innermost region at a place.
  int RegionAt(double x, double y) const;

  const std::vector<Region>& regions() const { return regions_; }
  const std::vector<Area>& areas() const { return areas_; }

 private:
  // The region of area i at a place; -1: none, as in a table's hole.
  int RegionOf(const Area& area, double x, double y) const;
  void FindParents();

  const RuledAreas& ruled_;
  std::vector<Region> regions_;  // 0: the page
  std::vector<Area> areas_;      // from large to small
  BoxIndex index_;               // of the areas' boxes
};

}  // namespace extract

#endif  // EXTRACT_PAGE_REGIONS_H_
