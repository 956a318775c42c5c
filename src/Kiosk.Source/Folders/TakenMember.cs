using Kiosk.Feed.Records;

namespace Kiosk.Source.Folders;

/// <summary>A member that was taken, and what messages about the file name.</summary>
internal readonly record struct TakenMember<T>(int Line, string Number, string Name, string Unit, CardTag Tag, CardHolder Holder, T Value);
