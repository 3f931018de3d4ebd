"""A gold sheet and a layout's choices -> the slides that the form consists of."""

from dataclasses import asdict

from blocks import Cell, Slide, Table, TextBlock
from changes import changed
from layouts import Layout
from radicals import with_radicals
from wording import VARIANTS, Wording, fill_in, form_of


def sheet_slides(sheet: dict, layout: Layout) -> list[Slide]:
    """The main path: the cover, then each area's slides in the form's order."""
    wording = VARIANTS[layout.wording](form_of(sheet))
    if layout.radicals:
        wording = Wording(**with_radicals(asdict(wording)))
        sheet = with_radicals(sheet)
    slides = [cover_slide(sheet, wording)]
    slides += [Slide(None, part_blocks(part, layout)) for part in sheet.get("parts", [])]
    for area in sheet["areas"]:
        slides += area_slides(sheet, area, wording, layout)
    return changed(slides, layout.change)


def cover_slide(sheet: dict, wording: Wording) -> Slide:
    blocks = [TextBlock((f"{sheet['fiscal_year_label']} {sheet['program']}",
                         f"{sheet['meeting']}{sheet['document']}"),
                        scale=1.5, align="center", role="title")]
    if sheet["overview"]:
        blocks.append(TextBlock(tuple(sheet["overview"].split("\n")), scale=1.1))
    if sheet["motto"]:
        blocks.append(TextBlock((sheet["motto"],), scale=1.7, align="center", role="motto"))
    blocks.append(TextBlock((sheet["submitter"],), scale=1.9, align="center", role="submitter"))
    if wording.model_areas:
        blocks.append(TextBlock((fill_in(wording.model_areas, sheet),), align="center"))
    return Slide(None, blocks)


def area_slides(sheet: dict, area: dict, wording: Wording, layout: Layout) -> list[Slide]:
    suffix = f"（{area['name']}）" if layout.area_place == "heading" else ""

    def heading(text: str) -> TextBlock:
        return TextBlock((fill_in(text, sheet) + suffix,), scale=1.4, bold=True, role="heading")

    goals = [heading(wording.goals_heading), goals_table(sheet, area, wording, layout)]
    strengths = []
    if wording.strengths_heading:
        strengths = [heading(wording.strengths_heading),
                     TextBlock((wording.strengths_label, *item_lines(area["strengths"])))]
    challenges = [challenge_table(area, wording, layout)] if area["challenges"] else []
    indicators = [indicator_table(area, wording, layout)] if area["indicators"] else []
    if wording.indicator_note and indicators:
        indicators.append(TextBlock((wording.indicator_note,), role="note"))
    if wording.indicator_heading and indicators:
        indicators.insert(0, heading(wording.indicator_heading))
    hospital = []
    if wording.hospital_heading:
        hospital = [heading(wording.hospital_heading),
                    TextBlock(tuple(item_lines(area["hospital_collaboration"])), scale=1.1)]
    concerns = [heading(wording.concerns_heading),
                TextBlock(tuple(item_lines(area["concerns"])), scale=1.1)]

    for part in area.get("parts", []):
        hospital += part_blocks(part, layout)

    if layout.area_place == "line":
        goals.insert(0, TextBlock((area["name"],), scale=1.5, bold=True, role="area"))

    if layout.grouping == "packed":
        groups = [goals + strengths + challenges + indicators + hospital + concerns]
    elif layout.grouping == "combined":
        groups = [goals, strengths + challenges + indicators, hospital, concerns]
    else:
        groups = [goals, strengths + challenges, indicators, hospital, concerns]
    return [Slide(area["name"], group) for group in groups if group]


def item_lines(items: list[dict]) -> list[str]:
    return [item["marker"] + line if index == 0 else line
            for item in items
            for index, line in enumerate(item["text"].split("\n"))]


def labelled_columns(label: str, text: str, layout: Layout) -> list[str]:
    """The label in its own narrow column, or at the start of the text."""
    return [label, text] if layout.label_column else [label + text]


def goals_table(sheet: dict, area: dict, wording: Wording, layout: Layout) -> Table:
    goal_width = (0.07, 0.45) if layout.label_column else (0.5,)
    label_span = len(goal_width)
    goal_header = (fill_in(wording.goals_column, sheet), label_span)
    progress_header = (wording.progress_column, 1)
    if layout.progress_first:
        headers, widths = [progress_header, goal_header], (0.48, *goal_width)
    else:
        headers, widths = [goal_header, progress_header], (*goal_width, 0.48)
    cells = header_cells(headers)
    for row, goal in enumerate(area["goals"], start=1):
        goal_texts = labelled_columns(goal["label"], goal["goal"], layout)
        texts = ([goal["progress"]] + goal_texts if layout.progress_first
                 else goal_texts + [goal["progress"]])
        cells += [Cell(row, column, text) for column, text in enumerate(texts)]
    return Table(widths, tuple(cells), len(area["goals"]) + 1, 1,
                 tuple(range(1, len(area["goals"]) + 1)))


def part_blocks(part: dict, layout: Layout) -> list[TextBlock | Table]:
    """A part that only a form's rules know: items, pairs of label and value, or a table."""
    heading = TextBlock((part["heading"],), scale=1.4, bold=True, role="heading")
    rows = part["rows"]
    first = rows[0]["cells"][0]
    if first["heading"]:
        return [heading, headed_table(rows, PART_LABELS[part["part"]])]
    if first["column"] == "text":
        lines = [row["label"] + row["cells"][0]["text"] for row in rows]
        return [heading, TextBlock(tuple(lines), scale=1.1)]
    return [heading, pairs_table(rows, layout)]


PART_LABELS = {"schedule": "時期", "calendar": "取組"}  # headers of the columns of labels


def headed_table(rows: list[dict], label: str) -> Table:
    """Each row's label and cells; a cell may be merged over several columns, up to `until`."""
    headings = [label]
    for cell in (cell for row in rows for cell in row["cells"]):
        for name in (cell["heading"], cell.get("until")):
            if name and name not in headings:
                headings.append(name)
    if any(name.endswith("月") for name in headings[1:]):
        headings[1:] = sorted(headings[1:], key=lambda name: (int(name[:-1]) - 4) % 12)
    cells = header_cells([(name, 1) for name in headings])
    for number, row in enumerate(rows, start=1):
        cells.append(Cell(number, 0, row["label"]))
        for cell in row["cells"]:
            column = headings.index(cell["heading"])
            last = headings.index(cell.get("until") or cell["heading"])
            cells.append(Cell(number, column, cell["text"], column_span=last - column + 1))
    widths = (0.16, *[0.84 / (len(headings) - 1)] * (len(headings) - 1))
    return Table(widths, tuple(cells), len(rows) + 1, 1, tuple(range(1, len(rows) + 1)))


def pairs_table(rows: list[dict], layout: Layout) -> Table:
    """No header: labels and values in two columns, or, on paper, two pairs beside each other; a
    group's label stands left of its labels."""
    grouped = any("group" in row for row in rows)
    beside = 2 if layout.page[0] < layout.page[1] and not grouped else 1
    cells, starts = [], []
    for index, row in enumerate(rows):
        line, at = index // beside, index % beside * 2
        label_column = at
        if grouped:
            label_column = 1 if "group" in row else 0
            if "group" in row and (index == 0 or rows[index - 1].get("group") != row["group"]):
                span = sum(1 for other in rows if other.get("group") == row["group"])
                cells.append(Cell(line, 0, row["group"], span))
        cells.append(Cell(line, label_column, row["label"],
                          column_span=2 if grouped and "group" not in row else 1))
        cells.append(Cell(line, 2 if grouped else at + 1, row["cells"][0]["text"]))
        if at == 0 and (index == 0 or rows[index - 1].get("group") != row.get("group")
                        or not row.get("group")):
            starts.append(line)
    widths = (0.22, 0.3, 0.48) if grouped else (0.24, 0.26) * 2 if beside == 2 else (0.4, 0.6)
    return Table(widths, tuple(cells), -(-len(rows) // beside), 0, tuple(starts))


def header_cells(headers: list[tuple[str, int]], row_span: int = 1) -> list[Cell]:
    cells, column = [], 0
    for text, span in headers:
        cells.append(Cell(0, column, text, row_span, span, header=True))
        column += span
    return cells


def challenge_table(area: dict, wording: Wording, layout: Layout) -> Table:
    """Challenge and policy beside their sector rows; a shared role spans its sectors' rows."""
    head = layout.role_header_rows
    cells = header_cells([(wording.challenge_column, 1), (wording.policy_column, 1)], head)
    cells.append(Cell(0, 2, wording.roles_column, 1, 2, header=True))
    if head == 2:
        cells.append(Cell(1, 2, wording.sector_subcolumn, header=True))
        cells.append(Cell(1, 3, wording.role_subcolumn, header=True))
    row, starts = head, []
    for challenge in area["challenges"]:
        starts.append(row)
        roles = challenge["roles"] or [{"sectors": [""], "text": ""}]
        span = sum(len(role["sectors"]) for role in roles)
        cells.append(Cell(row, 0, challenge["challenge"], span))
        cells.append(Cell(row, 1, challenge["policy"], span))
        for role in roles:
            cells.append(Cell(row, 3, role["text"], len(role["sectors"])))
            for sector in role["sectors"]:
                cells.append(Cell(row, 2, sector))
                row += 1
    return Table((0.24, 0.29, 0.13, 0.34), tuple(cells), row, head, tuple(starts))


def indicator_table(area: dict, wording: Wording, layout: Layout) -> Table:
    indicators = area["indicators"]
    columns: list[tuple[str, float, list[str]]] = []  # header, weight, text of each row

    def column(header: str, weight: float, texts: list[str]) -> None:
        columns.append((header, weight, texts))

    def outcome_column() -> None:
        if indicators[0]["expected_outcome"] is not None:
            column(wording.outcome_column, 2.6, [one["expected_outcome"] for one in indicators])

    def reason_column() -> None:
        if indicators[0]["reason"] is not None:
            column(wording.reason_column, 2.4, [one["reason"] for one in indicators])

    if layout.label_column:
        column("", 0.45, [one["label"] for one in indicators])
        column(wording.indicator_column, 3.0, [one["indicator"] for one in indicators])
    else:
        column(wording.indicator_column, 3.2, [one["label"] + one["indicator"]
                                               for one in indicators])
    if layout.early_outcome:
        outcome_column()
    if not layout.late_reason:
        reason_column()
    for position, measure in enumerate(indicators[0]["measures"]):
        header = measure["heading"].replace("（", "\n（", 1)
        column(header, 1.45, [one["measures"][position]["text"] for one in indicators])
    if not layout.early_outcome:
        outcome_column()
    if layout.late_reason:
        reason_column()

    total = sum(weight for _, weight, _ in columns)
    if layout.label_column:
        headers = [(columns[1][0], 2)] + [(header, 1) for header, _, _ in columns[2:]]
    else:
        headers = [(header, 1) for header, _, _ in columns]
    cells = header_cells(headers)
    for row in range(len(indicators)):
        cells += [Cell(row + 1, index, texts[row]) for index, (_, _, texts) in enumerate(columns)]
    return Table(tuple(weight / total for _, weight, _ in columns), tuple(cells),
                 len(indicators) + 1, 1, tuple(range(1, len(indicators) + 1)))
