namespace Kiosk.Collector.Accounts;

/// <summary>Somebody who may sign in to the page.</summary>
internal sealed class Account
{
    /// <summary>In lower case.</summary>
    public required string Name { get; set; }

    /// <summary>A constant of <see cref="AccountRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>As ASP.NET Core Identity encodes it.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Changes with the password and the role: whoever is signed in with an older one is signed out.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; set; }

    /// <summary>Null if not locked out.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset Created { get; init; }
}
