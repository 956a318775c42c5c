using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Kiosk.Service.Configuration;

/// <summary>The terminal's settings: section <c>Kiosk</c> of appsettings.json, /etc/kiosk/*.json or the environment (<c>Kiosk__TerminalId</c>).</summary>
/// <remarks>Members, here and in the sections, have setters because the generated binder that native compilation needs ignores <c>init</c> properties.</remarks>
internal sealed class KioskOptions : IValidatableObject
{
    public const string Section = "Kiosk";

    /// <summary>Identifies this terminal in challenges, journals and receipts: 3 to 16 upper-case letters, digits and hyphens.</summary>
    [Required(ErrorMessage = "Kiosk:TerminalId is missing; give the terminal a name such as HN-01.\nKiosk:TerminalId còn thiếu; hãy đặt tên cho máy, như HN-01.")]
    [RegularExpression("^[A-Z0-9][A-Z0-9-]{2,15}$", ErrorMessage = "Kiosk:TerminalId must be 3 to 16 upper-case letters, digits and hyphens, such as HN-01.\nKiosk:TerminalId phải gồm 3 đến 16 chữ cái in hoa, chữ số và dấu gạch nối, như HN-01.")]
    public string TerminalId { get; set; } = "";

    /// <summary>The door or desk, by the name members know.</summary>
    [Required(ErrorMessage = "Kiosk:Door is empty; name the door or desk, such as 1.\nKiosk:Door để trống; hãy nêu tên cửa hoặc bàn, như 1.")]
    [StringLength(64, ErrorMessage = "Kiosk:Door may have at most 64 characters.\nKiosk:Door có tối đa 64 ký tự.")]
    [RegularExpression(@"[^\p{Cc}]*", ErrorMessage = "Kiosk:Door holds a control character, such as a tab or a line's end; write the name again.\nKiosk:Door có ký tự điều khiển, như dấu tab hoặc xuống dòng; hãy viết lại tên.")]
    public string Door { get; set; } = "1";

    /// <summary>Which way people pass the door at a meeting: <c>in</c>, <c>out</c> or <c>both</c>.</summary>
    [RegularExpression("^(in|out|both)$", ErrorMessage = "Kiosk:Direction must be in, out or both.\nKiosk:Direction phải là in (vào), out (ra) hoặc both (cả hai).")]
    public string Direction { get; set; } = "in";

    /// <summary>Whether a member of staff is present. An unattended terminal refuses whatever it cannot decide.</summary>
    public bool Attended { get; set; }

    /// <summary>Hides names, for screens in public places.</summary>
    public bool HideNames { get; set; }

    /// <summary>Telephone number for members to call if nobody is nearby.</summary>
    [StringLength(32, ErrorMessage = "Kiosk:DutyPhone may have at most 32 characters.\nKiosk:DutyPhone có tối đa 32 ký tự.")]
    public string? DutyPhone { get; set; }

    /// <summary>The folder that contains journal, cache and mode.</summary>
    [Required(ErrorMessage = "Kiosk:DataFolder is empty; name a folder, such as /var/lib/kiosk.\nKiosk:DataFolder để trống; hãy nêu một thư mục, như /var/lib/kiosk.")]
    [RegularExpression("^/.*$", ErrorMessage = "Kiosk:DataFolder must be the whole path of a folder, from / on, such as /var/lib/kiosk.\nKiosk:DataFolder phải là đường dẫn đầy đủ của một thư mục, bắt đầu từ /, như /var/lib/kiosk.")]
    public string DataFolder { get; set; } = "/var/lib/kiosk";

    [ValidateObjectMembers]
    public ReaderOptions Reader { get; set; } = new();

    [ValidateObjectMembers]
    public HttpOptions Http { get; set; } = new();

    [ValidateObjectMembers]
    public IdentityOptions Identity { get; set; } = new();

    [ValidateObjectMembers]
    public SyncOptions Sync { get; set; } = new();

    [ValidateObjectMembers]
    public UploadOptions Upload { get; set; } = new();

    [ValidateObjectMembers]
    public DisplayOptions Display { get; set; } = new();

    [ValidateObjectMembers]
    public GpioOptions Gpio { get; set; } = new();

    [ValidateObjectMembers]
    public ExpanderOptions Expander { get; set; } = new();

    [ValidateObjectMembers]
    public LampOptions Lamp { get; set; } = new();

    [ValidateObjectMembers]
    public BuzzerOptions Buzzer { get; set; } = new();

    [ValidateObjectMembers]
    public NightOptions Night { get; set; } = new();

    [ValidateObjectMembers]
    public InputOptions Inputs { get; set; } = new();

    [ValidateObjectMembers]
    public AlarmOptions Alarm { get; set; } = new();

    [ValidateObjectMembers]
    public RelayOptions Relay { get; set; } = new();

    [ValidateObjectMembers]
    public ClockOptions Clock { get; set; } = new();

    [ValidateObjectMembers]
    public TouchOptions Touch { get; set; } = new();

    [ValidateObjectMembers]
    public ScannerOptions Scanner { get; set; } = new();

    [ValidateObjectMembers]
    public PrinterOptions Printer { get; set; } = new();

    public PageOptions Page { get; set; } = new();

    [ValidateObjectMembers]
    public DeskOptions Desk { get; set; } = new();

    [ValidateObjectMembers]
    public ModeOptions Mode { get; set; } = new();

    /// <summary>Whether members may look at their own record: where staff is present, and the screen may show names and can be touched.</summary>
    public bool OffersOwnRecord => Attended && !HideNames && Touch.IsPresent;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Display.Kind == "png" && DataFolder.StartsWith('/') && PictureFile.LiesIn(DataFolder, PictureFile.PathOf(Display)))
        {
            yield return new("Kiosk:Display:File lies in the data folder, where a welcome's name would be kept; leave it out for a file in memory (/run/kiosk/screen.png), or name one below /run.\nKiosk:Display:File nằm trong thư mục dữ liệu, nơi tên trong lời chào sẽ bị lưu lại; hãy bỏ mục này để dùng tệp trong bộ nhớ (/run/kiosk/screen.png), hoặc nêu một tệp dưới /run.");
        }

        if (Desk.Display.Kind == "png" && DataFolder.StartsWith('/') && PictureFile.LiesIn(DataFolder, PictureFile.PathOf(Desk.Display.ToDisplay(Display))))
        {
            yield return new("Kiosk:Desk:Display:File lies in the data folder, where the names of the day's files would be kept; leave it out for a file in memory (/run/kiosk/clerk.png), or name one below /run.\nKiosk:Desk:Display:File nằm trong thư mục dữ liệu, nơi tên trong hồ sơ của ngày sẽ bị lưu lại; hãy bỏ mục này để dùng tệp trong bộ nhớ (/run/kiosk/clerk.png), hoặc nêu một tệp dưới /run.");
        }

        if (Desk.Display.Kind == "drm" && Display.Kind == "drm" && (Display.Device.Length == 0 || Display.Device == Desk.Display.Device))
        {
            yield return new("Kiosk:Display:Device must name the members' panel, such as HDMI-A-1, and another one than Kiosk:Desk:Display:Device: left out, it means any panel, perhaps the clerk's.\nKiosk:Display:Device phải nêu cổng màn hình của đảng viên, như HDMI-A-1, khác với Kiosk:Desk:Display:Device: nếu bỏ trống, máy dùng màn hình bất kỳ, có thể là màn hình của cán bộ.");
        }

        foreach (var (key, line) in Lamp.Lines.Append(("Kiosk:Buzzer:Line", Buzzer.Line)).Append(("Kiosk:Relay:Line", Relay.Line)))
        {
            if (Expander.MistakeIn(key, line) is { } mistake)
            {
                yield return new(mistake);
            }
        }
    }
}

/// <summary>The loopback port for health and metrics.</summary>
internal sealed class HttpOptions : IValidatableObject
{
    /// <summary>TCP port on 127.0.0.1; 0 picks any free port.</summary>
    public int Port { get; set; } = 9464;

    // Not [Range]: the generated validator drops its message.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Port is < 0 or > 65535 ? [new ValidationResult("Kiosk:Http:Port must be between 0 and 65535.\nKiosk:Http:Port phải từ 0 đến 65535.")] : [];
}

/// <summary>The mode until a clerk switches it.</summary>
internal sealed class ModeOptions
{
    /// <summary><c>verify</c>, <c>meeting</c> or <c>procedure</c>.</summary>
    [RegularExpression("^(verify|meeting|procedure)$", ErrorMessage = "Kiosk:Mode:Kind must be verify, meeting or procedure.\nKiosk:Mode:Kind phải là verify, meeting hoặc procedure.")]
    public string Kind { get; set; } = "verify";

    public string? Meeting { get; set; }

    /// <summary>Session of the meeting; null for the one that is open or opens next.</summary>
    public string? Session { get; set; }

    public string? Procedure { get; set; }

    public string? CaseNumber { get; set; }

    /// <summary>Why the member is identified, for the journal record of a procedure.</summary>
    [StringLength(200, ErrorMessage = "Kiosk:Mode:Purpose may have at most 200 characters.\nKiosk:Mode:Purpose có tối đa 200 ký tự.")]
    public string? Purpose { get; set; }
}
