using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Words;

namespace Kiosk.Registry.Samples;

/// <summary>The text files of a sample.</summary>
internal static class SampleText
{
    /// <summary>Tết and two more holidays of 2027, as an example of the format.</summary>
    public const string Procedures = """
        {
          "procedures": [
            { "code": "CSH-CT", "vietnamese": "Chuyển sinh hoạt đảng chính thức", "english": "Permanent transfer of party activities", "level": "xã", "days": 10, "validFrom": "2025-07-01",
              "documents": [
                { "vietnamese": "Hồ sơ đảng viên", "english": "Member's file" },
                { "vietnamese": "Bản tự kiểm điểm", "english": "Self-review" }
              ] },
            { "code": "CAP-LAI-THE", "vietnamese": "Cấp lại thẻ đảng viên bị mất", "english": "Replacement of a lost card", "level": "xã", "days": 30, "validFrom": "2025-07-01" },
            { "code": "DANG-PHI", "vietnamese": "Nộp đảng phí", "english": "Payment of party fees", "level": "xã", "act": "fee", "validFrom": "2025-07-01" }
          ],
          "holidays": [
            { "name": "Tết Dương lịch", "from": "2027-01-01" },
            { "name": "Tết Nguyên đán", "from": "2027-02-04", "to": "2027-02-10" },
            { "name": "Quốc khánh", "from": "2027-09-02", "to": "2027-09-03" }
          ],
          "workingDays": []
        }

        """;

    /// <summary>A door without staff: one cell in working hours, whoever operates terminals at any time, and a list.</summary>
    public const string Point = """
        {
          "id": "kho-mau",
          "title": "Kho lưu trữ mẫu",
          "terminals": ["MAU-07"],
          "admits": [
            { "units": ["Chi bộ thôn Hạ"], "hours": [ { "from": "07:00:00", "to": "17:30:00", "days": ["monday", "tuesday", "wednesday", "thursday", "friday"] } ] },
            { "duties": ["operator", "supervisor"] },
            { "listed": true }
          ],
          "passback": { "second": "refuse", "forgivenAfter": "12:00:00" }
        }

        """;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(JsonObject document)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    public static string Readme(DateTimeOffset until) => $"""
        # Dữ liệu mẫu

        Mọi thứ ở đây đều giả lập, và các khóa trong `keys-SAMPLE-ONLY` không bảo vệ được gì: không bao giờ dùng các khóa này, hay chứng thư số của cơ quan này, cho thẻ thật.
        Các lệnh để phát hành và thử thẻ ghi bên dưới. Máy được thiết lập bằng `desk/feed/metadata/1.root.json` và đã cập nhật (`kiosk sync import desk/feed`) sẽ nhận các thẻ trong `cards`,
        trừ `card-4.json` đã bị thu hồi trong `crls/issuing.crl`. Các danh sách thu hồi có hiệu lực đến {LocalFormat.Day(until)}.

        # A sample

        Everything here is invented, and the keys in `keys-SAMPLE-ONLY` protect nothing: never use them, or this authority's certificates, for real cards.

            registry init --desk desk --province {SampleFolder.Province}
            registry publish --desk desk --from source --check
            registry publish --desk desk --from source

        A terminal that was set up with `desk/feed/metadata/1.root.json` and brought up to date (`kiosk sync import desk/feed`) takes the cards:

            kiosk card verify --card cards/card-1.json --cache DATA/cache        # good
            kiosk card verify --card cards/card-4.json --cache DATA/cache        # revoked: crls/issuing.crl names it

        | file | what it is |
        |---|---|
        | `source/profile.json` | how cards are read and judged: every member at its default, so any may be left out |
        | `source/policy.json` | how often terminals sync, and what they do when the feed has expired |
        | `source/procedures.json` | the catalogue, with holidays that result dates pass over |
        | `source/registry.crt` | what journals are sealed to; `keys-SAMPLE-ONLY/registry.pem` opens them |
        | `source/anchors`, `issuers`, `crls` | the authority and its lists, good until {until:yyyy-MM-dd} |
        | `source/provinces/{SampleFolder.Province}` | four members, a meeting tomorrow morning with its roster, and a door without staff (`points`) |
        | `cards` | the members' cards, for virtual readers |

        """;
}
