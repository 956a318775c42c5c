namespace Kiosk.Journal.Checkpoints;

/// <summary>A counter that cannot be put back together with the disk, because it is not on it. Begins at 0 with the terminal's keys.</summary>
internal interface IMonotonicCounter
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">The counter cannot be used.</exception>
    ulong Read();

    /// <summary>Adds one, for good.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The counter cannot be used.</exception>
    void Increment();
}
