using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Kiosk.Collector.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kiosk.Collector.SignIn;

/// <summary>Names are typed in any case, and stored in lower case.</summary>
internal sealed class AccountNames : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Names are ASCII, and shown as they are stored.")]
    public string? NormalizeName(string? name) => name?.Trim().ToLowerInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}

/// <summary>Puts the account's role into the cookie.</summary>
internal sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(identity.RoleClaimType, user.Role));
        return identity;
    }
}
