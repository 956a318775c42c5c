using System.ComponentModel.DataAnnotations;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Configuration;

/// <summary>Where the terminal's journal is collected.</summary>
internal sealed class UploadOptions : IValidatableObject
{
    private const int MaxKeepDays = 36_500;

    /// <summary>Address of the collector; empty if the journal is collected by USB stick only. Plain http is allowed on loopback only.</summary>
    public string Collector { get; set; } = "";

    /// <summary>The collector's public key, <c>NAME+ID+BASE64</c>: it verifies receipts, and is accepted as the server's own.</summary>
    public string Key { get; set; } = "";

    /// <summary>Maximum number of bytes to send per hour; 0 for no limit. Arrivals at a meeting in progress are sent in any case.</summary>
    public int MaxBytesPerHour { get; set; }

    /// <summary>After so many days, records that the collector has confirmed are removed from the terminal, in whole segments; 0 keeps everything.</summary>
    public int KeepDays { get; set; }

    /// <exception cref="FormatException">The key is missing or malformed; validated settings name one with each collector.</exception>
    public CosignerKey ParseKey() => CosignerKey.Parse(Key);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Collector.Length > 0 && !IsCollector(Collector))
        {
            yield return new("Kiosk:Upload:Collector must be an https address without query, such as https://collector.example/; http is for this machine only.\nKiosk:Upload:Collector phải là địa chỉ https không có phần truy vấn, như https://collector.example/; http chỉ dùng trong chính máy này.");
        }

        if (Key.Length > 0 && !IsKey(Key))
        {
            yield return new("Kiosk:Upload:Key must be a collector's public key as the collector prints it: NAME+8 hexadecimal digits+Base64.\nKiosk:Upload:Key phải là khóa công khai của máy thu thập, như máy thu thập in ra: TÊN+8 chữ số thập lục phân+Base64.");
        }

        if (Collector.Length > 0 && Key.Length == 0)
        {
            yield return new("Kiosk:Upload:Key is missing; without the collector's public key no receipt can be verified.\nKiosk:Upload:Key còn thiếu; không có khóa công khai của máy thu thập thì không kiểm tra được biên nhận nào.");
        }

        if (MaxBytesPerHour < 0)
        {
            yield return new("Kiosk:Upload:MaxBytesPerHour must be 0 or more.\nKiosk:Upload:MaxBytesPerHour phải từ 0 trở lên.");
        }

        if (KeepDays is < 0 or > MaxKeepDays)
        {
            yield return new("Kiosk:Upload:KeepDays must be between 1 and 36500, or 0 to keep everything.\nKiosk:Upload:KeepDays phải từ 1 đến 36500, hoặc 0 để giữ lại tất cả.");
        }
    }

    private static bool IsCollector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Query: "", Fragment: "", UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsKey(string text)
    {
        try
        {
            _ = CosignerKey.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
