using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;

namespace Kiosk.Source.Folders;

/// <summary>What becomes of members while a file is read. Called by several threads at once.</summary>
/// <typeparam name="T">What is kept of a member.</typeparam>
internal interface IMemberIntake<out T>
{
    /// <summary>Sees each certificate that could be parsed, before its card is known.</summary>
    void Look(Certificate certificate, int line);

    /// <exception cref="RegistryException">The member cannot be taken.</exception>
    T Take(SourceMember member);
}
