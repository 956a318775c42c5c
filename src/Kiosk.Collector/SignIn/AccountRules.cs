using Kiosk.Words;

namespace Kiosk.Collector.SignIn;

/// <summary>What a name and a password must be.</summary>
internal static class AccountRules
{
    public const int MinPasswordLength = 12;

    /// <summary>Before the name of somebody who signs in by OpenID Connect: never that of an account of <c>collector user add</c>.</summary>
    public const string OpenIdPrefix = "openid:";

    private const int MaxNameLength = 64;
    private const int MaxPasswordLength = 256;

    /// <returns>Null if there is nothing against it.</returns>
    public static Phrase? FindObjection(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-' or '_' or '@')
            ? null
            : new(
                $"Tên đăng nhập \"{name}\" không dùng được: chỉ gồm chữ thường không dấu, chữ số và . - _ @, tối đa {MaxNameLength} ký tự, ví dụ nguyen.van.a.",
                $"\"{name}\" cannot be a sign-in name: lower-case letters a to z, digits and . - _ @, at most {MaxNameLength} of them, such as nguyen.van.a.");

    /// <inheritdoc cref="FindObjection"/>
    public static Phrase? FindObjectionTo(string password) => password.Length is >= MinPasswordLength and <= MaxPasswordLength
        ? null
        : new($"Mật khẩu phải có từ {MinPasswordLength} đến {MaxPasswordLength} ký tự.", $"A password has {MinPasswordLength} to {MaxPasswordLength} characters.");
}
