using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>Where the terminal gets its data from.</summary>
internal sealed class SyncOptions : IValidatableObject
{
    private const int MaxProvinceCount = 100;

    /// <summary>URL of the folder that contains <c>metadata</c> and <c>targets</c>; empty if data comes by USB stick only. Plain http is allowed on loopback only.</summary>
    public string Feed { get; set; } = "";

    /// <summary>File with the feed's initial root metadata; needed until the first sync has stored it.</summary>
    public string Root { get; set; } = "";

    /// <summary>Codes of the provinces whose members and meetings the terminal holds, separated by commas.</summary>
    public string Provinces { get; set; } = "";

    /// <summary>Maximum number of bytes to download per hour; 0 for the limit in the signed policy, which can only be tightened.</summary>
    public int MaxBytesPerHour { get; set; }

    /// <summary>Further hosts that the feed's server may redirect to, such as mirrors: names, separated by commas.</summary>
    public string RedirectHosts { get; set; } = "";

    public IReadOnlyList<string> RedirectHostNames => RedirectHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> ProvinceCodes => Provinces.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Feed.Length > 0 && !IsFeed(Feed))
        {
            yield return new("Kiosk:Sync:Feed must be an https address without query, such as https://feed.example/kiosk/; http is for this machine only.\nKiosk:Sync:Feed phải là địa chỉ https không có phần truy vấn, như https://feed.example/kiosk/; http chỉ dùng trong chính máy này.");
        }

        if (ProvinceCodes.Count > MaxProvinceCount || ProvinceCodes.Any(code => !IsCode(code)))
        {
            yield return new($"Kiosk:Sync:Provinces must be at most {MaxProvinceCount} codes of lower-case letters, digits and hyphens, separated by commas, such as 01,79.\nKiosk:Sync:Provinces phải có tối đa {MaxProvinceCount} mã gồm chữ cái thường, chữ số và dấu gạch nối, cách nhau bằng dấu phẩy, như 01,79.");
        }

        if (ProvinceCodes.Distinct(StringComparer.Ordinal).Count() != ProvinceCodes.Count)
        {
            yield return new("Kiosk:Sync:Provinces names a province twice.\nKiosk:Sync:Provinces nêu một tỉnh hai lần.");
        }

        if (RedirectHostNames.Any(name => Uri.CheckHostName(name) is UriHostNameType.Unknown or UriHostNameType.Basic))
        {
            yield return new("Kiosk:Sync:RedirectHosts must be names of hosts without https://, port and path, separated by commas, such as mirror.example.vn.\nKiosk:Sync:RedirectHosts phải là tên máy chủ không kèm https://, cổng và đường dẫn, cách nhau bằng dấu phẩy, như mirror.example.vn.");
        }

        if (MaxBytesPerHour < 0)
        {
            yield return new("Kiosk:Sync:MaxBytesPerHour must be 0 or more.\nKiosk:Sync:MaxBytesPerHour phải từ 0 trở lên.");
        }
    }

    private static bool IsFeed(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Query: "", Fragment: "", UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= 16 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && code[0] != '-' && code[^1] != '-';
}
