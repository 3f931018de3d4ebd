// Grids of rulings that are no tables: charts, boxes that touch, coloured areas without text.
#ifndef EXTRACT_DRAWINGS_H_
#define EXTRACT_DRAWINGS_H_

#include <cstdint>
#include <span>

#include "extract/page.h"
#include "extract/tables.h"

namespace extract {

enum class CellContent : uint8_t { kBlank, kFigures, kWords };

// What a glyph that is not blank makes of its cell: letters of any script are words.
CellContent ContentOf(const Glyph& glyph);

// Does a reader see a drawing rather than a table? `contents`: of each of the table's cells.
bool IsDrawing(const TableGrid& grid, std::span<const CellContent> contents);

}  // namespace extract

#endif  // EXTRACT_DRAWINGS_H_
