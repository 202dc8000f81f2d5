/* kit/workbook_problems - what can be wrong with a spreadsheet, said so that whoever filled it in can mend it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/workbook.h"

const ProblemKind workbook_form = {
    INVALID,
    "kit/workbook-form",
    { "Không phải bảng tính .xlsx.", "Not an .xlsx spreadsheet." },
    { "“{0}” không đọc được như bảng tính Excel (.xlsx), hoặc tệp bị hỏng. Mở tệp và lưu lại dạng “Excel Workbook "
      "(.xlsx)”.",
      "“{0}” cannot be read as an Excel workbook (.xlsx), or it is damaged. Open it and save it as “Excel Workbook "
      "(.xlsx)”." }
};
const ProblemKind workbook_encrypted = {
    INVALID,
    "kit/workbook-encrypted",
    { "Bảng tính có mật khẩu hoặc là dạng .xls cũ.", "The spreadsheet has a password, or is an old .xls." },
    { "“{0}” có mật khẩu mở tệp, hoặc là dạng .xls trước năm 2007. Bỏ mật khẩu và lưu lại dạng “Excel Workbook "
      "(.xlsx)”.",
      "“{0}” asks for a password, or has the form of before 2007 (.xls). Remove the password and save it as “Excel "
      "Workbook (.xlsx)”." }
};
const ProblemKind workbook_macros = {
    INVALID,
    "kit/workbook-macros",
    { "Bảng tính có macro hoặc tệp nhúng.", "The spreadsheet has macros or embedded objects." },
    { "“{0}” chứa “{1}”. Tệp có macro hay đối tượng nhúng không được nhận: lưu lại dạng “Excel Workbook (.xlsx)”, "
      "không có "
      "macro.",
      "“{0}” holds “{1}”. Files with macros or embedded objects are not taken: save it as “Excel Workbook (.xlsx)” "
      "without them." }
};
const ProblemKind workbook_link = {
    INVALID,
    "kit/workbook-link",
    { "Bảng tính liên kết tới tệp khác.", "The spreadsheet links to another file." },
    { "“{0}” lấy số liệu từ tệp khác. Trong Excel: Dữ liệu → Sửa liên kết → Ngắt liên kết, rồi lưu lại.",
      "“{0}” takes data from another file. In Excel: Data → Edit Links → Break Link; then save it again." }
};
const ProblemKind workbook_bomb = {
    TOO_LARGE,
    "kit/workbook-bomb",
    { "Bảng tính giải nén ra quá lớn.", "The spreadsheet unpacks to too much." },
    { "“{0}” giải nén ra quá nhiều dữ liệu so với bảng tính thường. Chép riêng các ô cần gửi sang một tệp mới.",
      "“{0}” unpacks to far more than a spreadsheet should. Copy the cells that matter into a new file." }
};
const ProblemKind workbook_too_large = {
    TOO_LARGE,
    "kit/workbook-too-large",
    { "Bảng tính quá lớn.", "The spreadsheet is too large." },
    { "“{0}” có hơn {1} {2}. Xoá phần thừa (cả các ô trống có định dạng) hoặc chia thành nhiều tệp.",
      "“{0}” has more than {1} {2}. Delete what is not needed, or split it." }
};
const ProblemKind workbook_sheet_missing = {
    INVALID,
    "kit/workbook-sheet-missing",
    { "Thiếu trang tính.", "A sheet is missing." },
    { "“{0}” không có trang tính “{1}”; các trang có: {2}. Dùng đúng tệp mẫu đã tải về.",
      "“{0}” has no sheet “{1}”; it has: {2}. Use the template as it was downloaded." }
};
const ProblemKind cell_formula = {
    INVALID,
    "kit/cell-formula",
    { "Ô chứa công thức.", "A cell holds a formula." },
    { "Ô {0} của trang “{1}” là công thức. Chép ô rồi dán đặc biệt → Giá trị để chỉ còn con số.",
      "Cell {0} of sheet “{1}” is a formula. Copy it and paste special → Values, so that only the value stays." }
};
const ProblemKind cell_merged = { INVALID,
                                  "kit/cell-merged",
                                  { "Có ô gộp trong vùng số liệu.", "Cells are merged among the data." },
                                  { "Các ô {0} của trang “{1}” bị gộp. Bỏ gộp ô (Merge Cells) và điền từng ô.",
                                    "Cells {0} of sheet “{1}” are merged. Unmerge them and fill in each." } };
const ProblemKind cell_error = {
    INVALID,
    "kit/cell-error",
    { "Ô báo lỗi.", "A cell shows an error." },
    { "Ô {0} của trang “{1}” là lỗi {2}. Điền giá trị đúng hoặc để trống.",
      "Cell {0} of sheet “{1}” is the error {2}. Put in the right value, or leave it empty." }
};
const ProblemKind cell_too_long = {
    TOO_LARGE,
    "kit/cell-too-long",
    { "Ô quá dài.", "A cell is too long." },
    { "Ô {0} của trang “{1}” dài hơn {2} chữ. Rút gọn, hoặc gửi kèm thành tệp.",
      "Cell {0} of sheet “{1}” has more than {2} letters. Shorten it, or hand it in as a file." }
};
