using Kiosk.Collector.Accounts;
using Kiosk.Collector.SignIn;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of the page's frame and of sign-in.</summary>
internal static class PageWords
{
    public static readonly Phrase Moment = new("{0}, ngày {1}", "{0}, {1}");
    public static readonly Phrase Skip = new("Đến nội dung", "Skip to content");
    public static readonly Phrase Product = new("Thu thập điểm danh", "Check-in collector");
    public static readonly Phrase Sections = new("Các trang", "Pages");
    public static readonly Phrase Meetings = new("Cuộc họp", "Meetings");
    public static readonly Phrase Terminals = new("Máy điểm danh", "Terminals");
    public static readonly Phrase Procedures = new("Thủ tục hôm nay", "Procedures today");
    public static readonly Phrase Forks = new("Mâu thuẫn", "Contradictions");
    public static readonly Phrase Looks = new("Lượt xem họ tên", "Looks at names");
    public static readonly Phrase SwitchLanguage = new("English", "Tiếng Việt");
    public static readonly Phrase SignIn = new("Đăng nhập", "Sign in");
    public static readonly Phrase SignOut = new("Đăng xuất", "Sign out");
    public static readonly Phrase Name = new("Tên đăng nhập", "Name");
    public static readonly Phrase Password = new("Mật khẩu", "Password");
    public static readonly Phrase WrongPassword = new("Tên đăng nhập hoặc mật khẩu chưa đúng. Mời đồng chí nhập lại.", "The name or the password is wrong. Please try again.");
    public static readonly Phrase LockedOut = new(
        "Đã nhập sai nhiều lần nên tài khoản tạm khóa 15 phút. Người quản trị mở khóa bằng collector user password.",
        "After several wrong passwords the account is locked for 15 minutes. An administrator unlocks it with collector user password.");
    public static readonly Phrase SignInWith = new("Đăng nhập bằng {0}", "Sign in with {0}");
    public static readonly Phrase SignedIn = new("Đã đăng nhập. Trang sẽ tự mở.", "You are signed in. The page opens by itself.");
    public static readonly Phrase Denied = new("Vai trò của đồng chí không được xem trang này hoặc thực hiện thao tác này.", "Your role may not see this page or do this.");
    public static readonly Phrase NotFound = new("Không có trang này.", "There is no such page.");
    public static readonly Phrase StaleForm = new("Biểu mẫu đã hết hạn. Mời đồng chí mở lại trang và thử lại.", "The form has expired. Please open the page again and retry.");
    public static readonly Phrase Unreadable = new("Địa chỉ hoặc biểu mẫu quá dài, hoặc có ký tự không dùng được. Mời đồng chí nhập lại.", "The address or the form is too long, or holds characters that cannot be used. Please enter it again.");
    public static readonly Phrase Broken = new("Trang này gặp lỗi; nhật ký của máy chủ có chi tiết. Mời đồng chí thử lại.", "This page failed; the collector's log has the details. Please try again.");
    public static readonly Phrase Back = new("Về trang đầu", "Back to the first page");

    private static readonly Phrase Operator = new("vận hành", "operator");
    private static readonly Phrase Secretary = new("thư ký", "secretary");
    private static readonly Phrase Auditor = new("kiểm tra", "auditor");

    /// <param name="code">Of a sign-in by OpenID Connect.</param>
    /// <returns>Null if nothing was refused.</returns>
    public static Phrase? OfRefusal(string? code) => code switch
    {
        OpenIdRefusal.NoRole => new("Tài khoản của đồng chí chưa được giao vai trò ở trang này. Mời đồng chí liên hệ người quản trị.", "Your account has no role on this page. Please ask the administrator."),
        OpenIdRefusal.NoName => new("Tài khoản của đồng chí thiếu tên đăng nhập dùng được ở trang này. Mời đồng chí liên hệ người quản trị.", "Your account has no name that can be used on this page. Please ask the administrator."),
        OpenIdRefusal.Unreachable => new("Chưa liên lạc được với nơi đăng nhập. Mời đồng chí thử lại sau.", "The sign-in service cannot be reached. Please try again later."),
        OpenIdRefusal.Failed => new("Nơi đăng nhập chưa xác nhận được đồng chí. Mời đồng chí đăng nhập lại.", "The sign-in service could not vouch for you. Please sign in again."),
        _ => null,
    };

    public static Phrase OfRole(string role) => role switch
    {
        AccountRoles.Operator => Operator,
        AccountRoles.Secretary => Secretary,
        AccountRoles.Auditor => Auditor,
        _ => Phrase.Untranslated(role),
    };
}
